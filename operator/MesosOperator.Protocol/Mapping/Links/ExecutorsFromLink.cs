using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>The executors that an agent brings back, by framework and id; or the first fault in them.</summary>
internal sealed class ExecutorsFromLink
{
    private readonly Dictionary<(string Framework, string Executor), LaunchedExecutor> _byId = [];

    private ExecutorsFromLink(ImmutableArray<LaunchedExecutor> all, string? problem)
    {
        (All, Problem) = (all, problem);
        foreach (var executor in all)
        {
            _byId.TryAdd((executor.FrameworkId.Value, executor.Id.Value), executor);
        }
    }

    public ImmutableArray<LaunchedExecutor> All { get; }

    public string? Problem { get; }

    /// <summary>Maps them; their frameworks tell the role where the resources do not.</summary>
    public static ExecutorsFromLink Map(AgentMessage.Types.Reregister register, IReadOnlyCollection<FrameworkInfo> frameworks)
    {
        var all = ImmutableArray.CreateBuilder<LaunchedExecutor>(register.Executors.Count);
        foreach (var executor in register.Executors)
        {
            var mapped = ExecutorFromWire.Map(executor);
            if (executor.FrameworkId is null || mapped.Problem is not null)
            {
                return new([], $"Executor {executor.ExecutorId.Value}: {mapped.Problem ?? "'framework_id' must be set"}");
            }

            var framework = new FrameworkId(executor.FrameworkId.Value);
            var role = mapped.Info.AllocationRole ?? RoleOf(frameworks.FirstOrDefault(info => info.Id == framework));
            all.Add(new(mapped.Info.Of(framework), framework, new AgentId(register.AgentId.Value), role));
        }

        return new(all.ToImmutable(), null);
    }

    /// <summary>The executor of a task, or null where it is not among them.</summary>
    public ExecutorInfo? Of(Wire.Task task) => _byId.GetValueOrDefault((task.FrameworkId.Value, task.ExecutorId?.Value ?? ""))?.Info;

    internal static RoleName RoleOf(FrameworkInfo? framework) => framework is { Roles: [var role, ..] } ? role : RoleName.Any;
}
