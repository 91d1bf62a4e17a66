namespace MesosOperator.Core.Agents;

/// <summary>What an agent says it can do.</summary>
[Flags]
public enum AgentCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Serves frameworks with several roles.</summary>
    MultiRole = 1,

    /// <summary>Knows roles with a path.</summary>
    HierarchicalRole = 2,

    /// <summary>Knows stacks of reservations.</summary>
    ReservationRefinement = 4,

    /// <summary>Has resource providers.</summary>
    ResourceProvider = 8,

    /// <summary>Grows and shrinks volumes.</summary>
    ResizeVolume = 16,

    /// <summary>Reports on operations.</summary>
    OperationFeedback = 32,

    /// <summary>Can be drained.</summary>
    Draining = 64,

    /// <summary>Keeps requests and limits of a task apart.</summary>
    TaskResourceLimits = 128,
}
