namespace MesosOperator.Core.Provisioning;

/// <summary>Why a machine that a cloud has is not had for a need.</summary>
public enum Obstacle
{
    /// <summary>It is too small.</summary>
    TooSmall,

    /// <summary>The cloud ran out of it a short while ago.</summary>
    Unavailable,

    /// <summary>The pool has as many machines as it may.</summary>
    PoolMachines,

    /// <summary>The pool would have more resources than it may.</summary>
    PoolResources,

    /// <summary>The pool would cost more than it may.</summary>
    PoolPrice,

    /// <summary>Too many machines of the pool could be taken back.</summary>
    SpotShare,

    /// <summary>All pools have as many machines as they may.</summary>
    FleetMachines,

    /// <summary>All pools would have more resources than they may.</summary>
    FleetResources,

    /// <summary>All pools would cost more than they may.</summary>
    FleetPrice,
}
