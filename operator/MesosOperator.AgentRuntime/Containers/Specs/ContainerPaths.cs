namespace MesosOperator.AgentRuntime.Containers.Specs;

/// <summary>Where things are in containers.</summary>
internal static class ContainerPaths
{
    /// <summary>The sandbox, as in Mesos.</summary>
    public const string Sandbox = "/mnt/mesos/sandbox";

    /// <summary>Whether it begins at the root and leads straight to somewhere below it.</summary>
    public static bool IsAbsolute(string path) => path.StartsWith('/') && path.Trim('/').Length > 0 && IsStraight(path);

    /// <summary>A path of a task's volume: one that is not absolute lies in the sandbox. Null where it leads out of there, or nowhere.</summary>
    public static string? Resolve(string path) => path switch
    {
        _ when path.Trim('/').Length == 0 || !IsStraight(path) => null,
        ['/', ..] => path,
        _ => $"{Sandbox}/{path}",
    };

    private static bool IsStraight(string path) =>
        !path.Split('/').Any(part => part == "..") && !path.Contains('\0', StringComparison.Ordinal) && !path.Contains('\n', StringComparison.Ordinal);
}
