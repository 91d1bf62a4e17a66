namespace MesosOperator.TestKit;

/// <summary>
/// Expectations that are kept in files and written anew on request: with SCENARIOS_REWRITE=1 in the environment,
/// as <c>make scenarios-rewrite</c> sets it, what is becomes what is expected, and the diff is for a person to judge.
/// </summary>
public static class Golden
{
    public static bool IsRewriting => Environment.GetEnvironmentVariable("SCENARIOS_REWRITE") == "1";

    /// <summary>What a file of the repository expects; when rewriting it then expects the given text.</summary>
    public static string Expected(string pathFromRoot, string actual)
    {
        var path = Path.Combine(SourceFolder.Root, pathFromRoot);
        if (IsRewriting && (!File.Exists(path) || File.ReadAllText(path) != actual))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        return File.Exists(path) ? File.ReadAllText(path) : "";
    }
}
