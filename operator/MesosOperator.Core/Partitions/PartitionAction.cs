namespace MesosOperator.Core.Partitions;

/// <summary>What may be done with tasks whose agent cannot be reached.</summary>
public enum PartitionAction
{
    /// <summary>Nothing: they are unreachable, and run again when the agent is back.</summary>
    Keep,

    /// <summary>They count as gone, so that others may take their place; what is left of them is killed when the agent is back.</summary>
    Replace,

    /// <summary>The same, and whoever runs them is asked to end them by itself where it can.</summary>
    Kill,
}
