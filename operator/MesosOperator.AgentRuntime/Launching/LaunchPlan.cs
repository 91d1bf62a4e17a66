using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>A program to run under a supervisor of its own.</summary>
internal sealed record LaunchPlan
{
    /// <summary>Where the launcher writes who supervises and how it ended; must exist.</summary>
    public required string Folder { get; init; }

    /// <summary>Path of the program.</summary>
    public required string Program { get; init; }

    /// <summary>All arguments, the program's own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment, each as <c>NAME=value</c>.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>Where the program begins, as it sees the file system.</summary>
    public required string Directory { get; init; }

    /// <summary>Files that are appended to, and made when absent.</summary>
    public required string StandardOutputFile { get; init; }

    public required string StandardErrorFile { get; init; }

    /// <summary>Bounds of those files, which then lie in one folder and are called as Mesos calls them; null: none.</summary>
    public LogBounds? Logs { get; init; }

    /// <summary>Whether it goes on when the agent is gone without having ended it.</summary>
    public bool OutlivesAgent { get; init; }

    /// <summary>Who it runs as; null: as the agent does.</summary>
    public SystemUser? User { get; init; }

    /// <summary>Limits of setrlimit(2).</summary>
    public IReadOnlyList<ResourceLimit> Limits { get; init; } = [];

    /// <summary>What it may do beyond the rights of its user; null: what the agent may.</summary>
    public Privileges? Privileges { get; init; }

    /// <summary>Its view of the host; null: the agent's.</summary>
    public PrivateView? View { get; init; }

    /// <summary>Its control groups; null: those of the agent.</summary>
    public TaskCgroup? Cgroup { get; init; }
}
