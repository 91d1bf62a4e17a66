using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>A file to fetch into a task's sandbox.</summary>
public sealed record TaskFile
{
    /// <summary>Where it is: a URL, or a path on the agent.</summary>
    [Required, Bounds(1, 2048)]
    public string Source { get; init; } = "";

    /// <summary>Its name in the sandbox; the source's last part where nothing is said.</summary>
    [Bounds(1, 255)]
    public string? Target { get; init; }

    /// <summary>Whether it may be run.</summary>
    public bool Executable { get; init; }

    /// <summary>Whether an archive is unpacked.</summary>
    public bool Extract { get; init; } = true;

    /// <summary>Whether the agent keeps it for the next task that asks.</summary>
    public bool Cache { get; init; }
}
