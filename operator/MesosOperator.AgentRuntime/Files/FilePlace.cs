using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Core.Identity;

namespace MesosOperator.AgentRuntime.Files;

/// <summary>A path as clients write it, taken apart: a sandbox of this agent, and a path in it.</summary>
/// <param name="Sandbox">Folder of the run.</param>
/// <param name="Inside">Relative to it; "." for itself.</param>
/// <param name="Root">What is not to be left: the sandbox, or the volume that is shown there.</param>
/// <param name="BelowRoot">Relative to that.</param>
internal sealed record FilePlace(string Sandbox, string Inside, string Root, string BelowRoot)
{
    private const int LongestPath = 4096;

    /// <summary>agent, "frameworks", framework, "executors", executor, "runs", run.</summary>
    private const int SandboxDepth = 7;

    /// <summary>
    /// Takes the folders that <c>/state</c> tells; the same with Mesos' "slaves" for "agents"; and <c>/frameworks/…</c>, in which
    /// "latest" may stand for the newest run. Null where no sandbox can be there.
    /// </summary>
    public static FilePlace? Of(string path, string workDirectory, KnownRuns known)
    {
        if (path.Length > LongestPath || path.Contains('\0', StringComparison.Ordinal))
            return null;
        var below = Below(path, SandboxPaths.Root(workDirectory)) ?? Below(path, Path.Combine(workDirectory, "slaves"))
            ?? (path.StartsWith("/frameworks/", StringComparison.Ordinal) && known.AgentId is { } own ? own + path : null);
        if (below?.Split('/', StringSplitOptions.RemoveEmptyEntries) is not { Length: >= SandboxDepth } parts
            || parts is not [var agent, "frameworks", var framework, "executors", var executor, "runs", var run, ..]
            || parts.Contains("..", StringComparer.Ordinal)
            || new[] { agent, framework, executor, run }.Any(id => IdRules.Problem(id) is not null))
            return null;
        var inside = string.Join('/', parts[SandboxDepth..]);
        return Find(SandboxPaths.OfRun(workDirectory, agent, framework, executor, run)) is { } sandbox
            ? Within(sandbox, inside.Length == 0 ? "." : inside, known)
            : null;
    }

    private static FilePlace Within(string sandbox, string inside, KnownRuns known)
    {
        var path = $"{sandbox}/{inside}";
        var volume = known.Volumes.Where(volume => volume.Inside(path) is not null).MaxBy(volume => volume.Place.Length);
        return volume is null ? new FilePlace(sandbox, inside, sandbox, inside) : new FilePlace(sandbox, inside, volume.Folder, volume.Inside(path)!);
    }

    private static string? Below(string path, string root) =>
        path.StartsWith(root + "/", StringComparison.Ordinal) ? path[(root.Length + 1)..] : null;

    /// <summary>Nothing above a sandbox is a task's to change, so its one link can be followed.</summary>
    private static string? Find(string folder) => Path.GetFileName(folder) != SandboxPaths.Latest ? folder
        : new FileInfo(folder).LinkTarget is { } target && IdRules.Problem(target) is null ? Path.Combine(Path.GetDirectoryName(folder)!, target)
        : null;
}
