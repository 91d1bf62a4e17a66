namespace MesosOperator.Core.Maintenance;

/// <summary>What a framework says to being asked to leave an agent.</summary>
public enum InverseAnswer
{
    /// <summary>It will leave in time.</summary>
    Accept,

    /// <summary>It cannot leave, or not in time.</summary>
    Decline,
}
