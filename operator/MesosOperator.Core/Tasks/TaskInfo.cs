using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tasks;

/// <summary>A task as a framework describes it: what the core reasons about, and the whole in encoded form.</summary>
public sealed record TaskInfo(TaskId Id, string Name, AgentId AgentId, ResourceSet Resources, Payload Description)
{
    /// <summary>
    /// What of the description is worth keeping once the task is on its way, without what the core knows by itself: it is the
    /// same for many tasks. Null where all of it is kept.
    /// </summary>
    public Payload? Keepsake { get; init; }

    /// <summary>The framework's own executor; null for a command task, and for one known only from an agent that has ended its executor.</summary>
    public ExecutorInfo? Executor { get; init; }

    /// <summary>The id of the framework's own executor; null for a command task.</summary>
    public ExecutorId? ExecutorId
    {
        get => Executor?.Id ?? field;
        init;
    }

    /// <summary>The role that the resources say they are allocated to; null where they do not say.</summary>
    public RoleName? AllocationRole { get; init; }

    /// <summary>What becomes of it when its agent cannot be reached; null where it does not say.</summary>
    public PartitionPolicy? OnPartition { get; init; }

    /// <summary>What is wrong with the parts of the description that the core does not look into, or null.</summary>
    public string? Defect { get; init; }
}
