namespace MesosOperator.Protocol.AgentLink;

/// <summary>What somebody may see and do on an agent.</summary>
[Flags]
public enum AgentRights
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>To read what it is, runs and uses.</summary>
    State = 1,

    /// <summary>To look into the sandboxes of tasks.</summary>
    Files = 2,

    /// <summary>To run programs beside tasks, and to end those.</summary>
    Exec = 4,

    /// <summary>Everything.</summary>
    All = State | Files | Exec,
}
