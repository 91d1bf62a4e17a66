using System.Runtime.InteropServices;

namespace MesosOperator.AgentRuntime.Processes;

/// <summary>A process to start, as leader of a session and process group of its own.</summary>
internal sealed record ProcessRequest
{
    /// <summary>Path of the program; relative means relative to <see cref="WorkingDirectory"/>.</summary>
    public required string Executable { get; init; }

    /// <summary>All arguments, the program's own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment, each as <c>NAME=value</c>.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }

    /// <summary>Where standard input comes from; null means <c>/dev/null</c>.</summary>
    public SafeHandle? StandardInput { get; init; }

    /// <summary>Files that are appended to, and made when absent.</summary>
    public required string StandardOutputFile { get; init; }

    public required string StandardErrorFile { get; init; }
}
