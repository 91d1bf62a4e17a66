using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Labels;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Tasks;

/// <summary>A task as a framework describes it.</summary>
public static class TaskFromWire
{
    /// <summary>Maps a task that is launched for itself.</summary>
    public static TaskInfo Map(Wire.TaskInfo task) => Map(task, TaskDefects.Find);

    /// <summary>Maps a task of a group that one executor runs.</summary>
    public static TaskInfo MapInGroup(Wire.TaskInfo task, Wire.ExecutorInfo executor) =>
        Map(task, found => TaskDefects.FindInGroup(found, executor));

    private static TaskInfo Map(Wire.TaskInfo task, Func<Wire.TaskInfo, string?> findDefect)
    {
        ArgumentNullException.ThrowIfNull(task);
        var resources = ResourcesFromWire.Map(task.Resources);
        var executor = task.Executor is null ? null : ExecutorFromWire.Map(task.Executor);
        return new(
            new TaskId(task.TaskId.Value),
            task.Name,
            new AgentId(task.AgentId.Value),
            resources.Resources,
            Payloads.Encode(task))
        {
            Keepsake = Payloads.Encode(Keepsake(task)),
            Executor = executor?.Info,
            AllocationRole = resources.AllocationRole,
            OnPartition = PartitionPolicy.Read(LabelsFromWire.Map(task.Labels)).Policy,
            Defect = findDefect(task)
                ?? (resources.Problem is { } problem ? $"Task uses invalid resources: {problem}" : null)
                ?? executor?.Problem,
        };
    }

    /// <summary>What is shown of a task, or stored in its object, and is no part of what the core knows.</summary>
    private static Wire.TaskInfo Keepsake(Wire.TaskInfo task) => new()
    {
        Executor = task.Executor,
        Command = task.Command,
        Container = task.Container,
        HealthCheck = task.HealthCheck,
        KillPolicy = task.KillPolicy,
        Labels = task.Labels,
        Discovery = task.Discovery,
        Limits = { task.Limits },
    };
}
