namespace MesosOperator.AgentRuntime.Launching;

/// <summary>What a program may do beyond the rights of its user. Sets of capabilities have a bit for each, by the kernel's numbers.</summary>
internal sealed record Privileges
{
    /// <summary>Capabilities that nothing of the task can have, root or not; null: as the agent has them.</summary>
    public ulong? Bounding { get; init; }

    /// <summary>Capabilities that the program has although its user is not root.</summary>
    public ulong Ambient { get; init; }

    /// <summary>Whether no program of the task gets more rights by being executed, as those with the set-user bit do.</summary>
    public bool HasNoNew { get; init; }

    /// <summary>Instructions of a filter for system calls; empty: none.</summary>
    public IReadOnlyList<ulong> Filter { get; init; } = [];
}
