using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>What to start: a line for the shell, or a program with arguments.</summary>
[Rule("has(self.shell) != has(self.program)", "names either shell or program")]
[Rule("!has(self.arguments) || has(self.program)", "arguments belong to a program; write them into the line for the shell")]
public sealed record TaskCommand
{
    /// <summary>A line for /bin/sh.</summary>
    [Bounds(1, 16384)]
    public string? Shell { get; init; }

    /// <summary>A program, found on the path or named in full.</summary>
    [Bounds(1, 4096)]
    public string? Program { get; init; }

    /// <summary>The program's arguments, not counting its own name.</summary>
    [Bounds(0, 256)]
    public IReadOnlyList<string>? Arguments { get; init; }

    /// <summary>Environment variables by their names.</summary>
    [Bounds(0, 128)]
    [Checked<VariableNames>]
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The user of the agent's system to run as; the framework's where nothing is said.</summary>
    [Bounds(1, 255)]
    public string? User { get; init; }

    /// <summary>Files to put into the sandbox before the start.</summary>
    [Bounds(0, 64)]
    public IReadOnlyList<TaskFile>? Files { get; init; }
}
