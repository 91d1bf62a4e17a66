namespace MesosOperator.Crds.Pools;

/// <summary>What the operator does with its plans for a pool.</summary>
public enum PoolMode
{
    /// <summary>Carries them out.</summary>
    Active,

    /// <summary>Tells them, with what they would cost, and does nothing.</summary>
    PlanOnly,

    /// <summary>Makes none. Machines that are there stay.</summary>
    Paused,
}
