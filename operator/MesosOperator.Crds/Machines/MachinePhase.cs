namespace MesosOperator.Crds.Machines;

/// <summary>The phases of a machine.</summary>
public enum MachinePhase
{
    /// <summary>The cloud has not been asked.</summary>
    Pending,

    /// <summary>The cloud has been asked, perhaps without an answer yet.</summary>
    Launching,

    /// <summary>The cloud has started it; its agent has not registered.</summary>
    Booting,

    /// <summary>Its agent has registered.</summary>
    Running,

    /// <summary>Its tasks are being killed.</summary>
    Draining,

    /// <summary>The cloud is asked to end it until it is gone.</summary>
    Terminating,

    /// <summary>None of the choices could be had.</summary>
    Failed,
}
