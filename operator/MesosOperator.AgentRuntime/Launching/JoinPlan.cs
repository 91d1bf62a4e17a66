using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>A program to run beside a task: in its namespaces and its control groups. Ends with the task and with the agent.</summary>
internal sealed record JoinPlan
{
    /// <summary>Which task.</summary>
    public required JoinedTask Task { get; init; }

    /// <summary>Path of the program.</summary>
    public required string Program { get; init; }

    /// <summary>All arguments, the program's own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment, each as <c>NAME=value</c>.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>Where the program begins, as the task sees the file system.</summary>
    public required string Directory { get; init; }

    /// <summary>What it reads; null: nothing.</summary>
    public Descriptor? StandardInput { get; init; }

    public required Descriptor StandardOutput { get; init; }

    public required Descriptor StandardError { get; init; }

    /// <summary>Whether all of them are one terminal, which becomes that of the program.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>Who it runs as; null: as the agent does.</summary>
    public SystemUser? User { get; init; }

    /// <summary>Limits of setrlimit(2).</summary>
    public IReadOnlyList<ResourceLimit> Limits { get; init; } = [];

    /// <summary>What it may do beyond the rights of its user; null: what the agent may.</summary>
    public Privileges? Privileges { get; init; }

    /// <summary>The control groups of the task; null: those of the agent.</summary>
    public TaskCgroup? Cgroup { get; init; }
}
