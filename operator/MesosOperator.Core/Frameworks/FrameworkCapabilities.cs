namespace MesosOperator.Core.Frameworks;

/// <summary>What a framework says it understands; each gates a behaviour.</summary>
[Flags]
public enum FrameworkCapabilities
{
    /// <summary>Nothing special.</summary>
    None = 0,

    /// <summary>Takes resources that may be revoked.</summary>
    RevocableResources = 1,

    /// <summary>Wants to hear of tasks being killed.</summary>
    TaskKillingState = 2,

    /// <summary>Is offered agents with GPUs.</summary>
    GpuResources = 4,

    /// <summary>Takes shared volumes.</summary>
    SharedResources = 8,

    /// <summary>Tells unreachable, gone and dropped tasks apart.</summary>
    PartitionAware = 16,

    /// <summary>May hold several roles.</summary>
    MultiRole = 32,

    /// <summary>Understands stacks of reservations.</summary>
    ReservationRefinement = 64,

    /// <summary>Is offered agents of other regions.</summary>
    RegionAware = 128,
}
