namespace MesosOperator.Crds.Frameworks;

/// <summary>What a framework may understand; each gates a behaviour.</summary>
public enum FrameworkCapability
{
    /// <summary>Takes resources that may be revoked.</summary>
    RevocableResources,

    /// <summary>Wants to hear of tasks being killed.</summary>
    TaskKillingState,

    /// <summary>Is offered agents with GPUs.</summary>
    GpuResources,

    /// <summary>Takes shared volumes.</summary>
    SharedResources,

    /// <summary>Tells unreachable, gone and dropped tasks apart.</summary>
    PartitionAware,

    /// <summary>Understands stacks of reservations.</summary>
    ReservationRefinement,

    /// <summary>Is offered agents of other regions.</summary>
    RegionAware,
}
