using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.AgentRuntime.Sandboxes;

/// <summary>
/// Where persistent volumes lie under the work directory. They are those of one agent id: an agent that was given another
/// one must not find in its new volumes what was written in old ones.
/// </summary>
internal static class VolumePaths
{
    /// <summary>Folder of a volume; null where role or id could lead anywhere else.</summary>
    public static string? OfVolume(string workDirectory, string agentId, string role, string persistenceId) =>
        RoleName.Problem(role) is null && IdRules.Problem(persistenceId) is null
            ? Path.Combine(SandboxPaths.Root(workDirectory), agentId, "volumes", "roles", role.Replace('/', ' '), persistenceId)
            : null;

    /// <summary>Where a destroyed volume waits to be deleted.</summary>
    public static string Aside(string workDirectory, string agentId, string name) =>
        Path.Combine(SandboxPaths.Root(workDirectory), agentId, "volumes", "destroyed", name);

    /// <summary>
    /// Whether something on the way from a sandbox to a folder in it is a link: tasks make those, and the agent must not follow.
    /// </summary>
    public static bool LeadsThroughLink(string sandbox, string folder)
    {
        for (var path = folder; path.Length > sandbox.Length; path = Path.GetDirectoryName(path)!)
            if (new FileInfo(path).LinkTarget is not null)
                return true;
        return false;
    }

    /// <summary>
    /// The folder of an executor's sandbox that its tasks share under a name; null where there can be none. It lies right in the
    /// sandbox: what is on the way to a deeper one, tasks that have it already could make a link at any moment.
    /// </summary>
    public static string? Shared(string sandbox, string name) =>
        InSandbox(sandbox, name) is { } folder && Path.GetDirectoryName(folder) == sandbox && Path.GetFileName(folder) != SandboxPaths.Nested ? folder : null;

    /// <summary>Where a task finds a volume in its sandbox; null where that would be outside of it.</summary>
    public static string? InSandbox(string sandbox, string containerPath)
    {
        var parts = containerPath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && !Path.IsPathRooted(containerPath) && !parts.Any(part => part is "." or "..") && !containerPath.Contains('\0', StringComparison.Ordinal)
            ? Path.Combine([sandbox, .. parts])
            : null;
    }
}
