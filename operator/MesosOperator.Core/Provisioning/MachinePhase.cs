namespace MesosOperator.Core.Provisioning;

/// <summary>How far a machine of a pool is, as far as plans are concerned.</summary>
public enum MachinePhase
{
    /// <summary>It is to come: from the intent until what it has is offered.</summary>
    Coming,

    /// <summary>Its agent is registered.</summary>
    Running,

    /// <summary>It is on its way out.</summary>
    Leaving,
}
