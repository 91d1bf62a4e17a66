using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;

namespace MesosOperator.TestKit;

/// <summary>Describes a command task; each step gives a new builder.</summary>
public sealed class TaskBuilder
{
    public TaskBuilder(string id)
        : this(new TaskInfo(new(id), id, new(""), ResourceText.Parse("cpus:1;mem:32"), Payload.Empty))
    {
    }

    private TaskBuilder(TaskInfo info) => Info = info;

    public TaskInfo Info { get; }

    public TaskBuilder On(AgentId agent) => new(Info with { AgentId = agent });

    /// <summary>Uses these resources instead, written as in <see cref="ResourceText"/>.</summary>
    public TaskBuilder With(string resources) => new(Info with { Resources = ResourceText.Parse(resources) });

    public static implicit operator TaskInfo(TaskBuilder builder) => builder.Info;
}
