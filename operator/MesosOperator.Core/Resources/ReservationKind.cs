namespace MesosOperator.Core.Resources;

/// <summary>Where a reservation comes from.</summary>
public enum ReservationKind
{
    /// <summary>From the agent's own configuration; nobody can undo it at run time.</summary>
    Static,

    /// <summary>Made by a framework or a person at run time.</summary>
    Dynamic,
}
