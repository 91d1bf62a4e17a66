namespace MesosOperator.Core.Maintenance;

/// <summary>What changes the mode of a machine.</summary>
public enum MachineTrigger
{
    /// <summary>A new schedule names it.</summary>
    Schedule,

    /// <summary>A new schedule does not name it.</summary>
    LeaveOut,

    /// <summary>Its maintenance begins.</summary>
    Start,

    /// <summary>Its maintenance has ended.</summary>
    Stop,
}
