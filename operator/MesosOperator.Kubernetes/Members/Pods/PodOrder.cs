using System.Collections.Immutable;
using System.Globalization;
using Google.Protobuf;
using k8s.Models;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Links;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Kubernetes.Members.Pods;

/// <summary>
/// What a Pod was ordered for: a task, or tasks that run together. It is written on the Pod as the link of an agent says it,
/// so that whoever leads next knows the tasks again.
/// </summary>
internal sealed class PodOrder
{
    private static readonly OrderToLink Mapping = new(TimeSpan.FromSeconds(1), 1, () => 0);

    private readonly OperatorMessage _message;

    /// <summary>What the master knows of the tasks, from when it is first asked for.</summary>
    private readonly TaskInfo?[] _infos;

    private PodOrder(OperatorMessage message, long epoch)
    {
        (_message, Epoch) = (message, epoch);
        (Framework, Executor, Tasks, Role) = message.RunGroup is { } group
            ? (group.Framework, group.Executor, [.. group.Tasks], new RoleName(group.AllocationRole))
            : (message.RunTask.Framework, message.RunTask.Task.Executor, ImmutableArray.Create(message.RunTask.Task), new RoleName(message.RunTask.AllocationRole));
        _infos = new TaskInfo?[Tasks.Length];
    }

    public Wire.FrameworkInfo Framework { get; }

    /// <summary>How often tasks on the node had been given up when it was ordered: copies of an earlier epoch are others.</summary>
    public long Epoch { get; }

    public FrameworkId FrameworkId => new(Framework.Id.Value);

    /// <summary>Who runs the tasks together; null for a task that is run for itself.</summary>
    public Wire.ExecutorInfo? Executor { get; }

    /// <summary>The tasks, of which each has a container.</summary>
    public ImmutableArray<Wire.TaskInfo> Tasks { get; }

    /// <summary>The role that their resources were allocated to.</summary>
    public RoleName Role { get; }

    public AgentId AgentId => new(Tasks[0].AgentId.Value);

    public static PodOrder Of(AgentOrder.RunTask run) => new(Mapping.Map(run), run.Epoch);

    public static PodOrder Of(AgentOrder.RunGroup run) => new(Mapping.Map(run), run.Epoch);

    /// <summary>What stands on a Pod; null where that makes no sense.</summary>
    public static PodOrder? Read(V1Pod pod)
    {
        var epoch = ValueOf(pod, Annotations.Epoch);
        return epoch is null ? Read(ValueOf(pod, Annotations.Order), 0)
            : long.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Read(ValueOf(pod, Annotations.Order), number)
            : null;
    }

    /// <summary>Whether a Pod is the one that was ordered, and not one of its name that was made for something else, or before.</summary>
    public bool IsOn(V1Pod pod) => Read(pod) is { } there && there.Epoch == Epoch && there._message.Equals(_message);

    private static string? ValueOf(V1Pod pod, string annotation) => pod.Metadata.Annotations is { } notes && notes.TryGetValue(annotation, out var value) ? value : null;

    /// <summary>An order as it is written on a Pod, of an epoch; null where that makes no sense.</summary>
    public static PodOrder? Read(string? text, long epoch = 0)
    {
        try
        {
            var message = OperatorMessage.Parser.ParseFrom(Convert.FromBase64String(text ?? ""));
            return message.RunGroup is { Tasks.Count: > 0, Framework.Id: not null } || message.RunTask is { Framework.Id: not null } ? new PodOrder(message, epoch) : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>As it is written on a Pod.</summary>
    public string Write() => Convert.ToBase64String(_message.ToByteArray());

    /// <summary>The name of a task's container.</summary>
    public static string ContainerOf(int task) => string.Create(CultureInfo.InvariantCulture, $"task-{task}");

    /// <summary>The tasks as the master knows them, in a state.</summary>
    public LaunchedTask Launched(int task, TaskState state, TaskState forwarded) => new(_infos[task] ??= TaskFromWire.Map(Tasks[task]), FrameworkId, Role)
    {
        State = state,
        ForwardedState = forwarded,
    };
}
