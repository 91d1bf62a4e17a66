namespace MesosOperator.Core.Allocation;

/// <summary>Whether a framework takes part in a role's allocation.</summary>
public enum Activity
{
    /// <summary>It is offered nothing: suppressed or not connected.</summary>
    Inactive,

    /// <summary>It may be offered resources.</summary>
    Active,
}
