namespace MesosOperator.AgentRuntime.Processes;

/// <summary>A process to start, as leader of a session and process group of its own.</summary>
internal sealed record ProcessRequest
{
    /// <summary>Path of the program.</summary>
    public required string Executable { get; init; }

    /// <summary>All arguments, the program's own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment, each as <c>NAME=value</c>.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Where standard input comes from.</summary>
    public required Descriptor StandardInput { get; init; }

    public required Descriptor StandardOutput { get; init; }

    public required Descriptor StandardError { get; init; }

    /// <summary>What it finds open from descriptor 3 on.</summary>
    public IReadOnlyList<Descriptor> Inherited { get; init; } = [];
}
