namespace MesosOperator.Crds.Tests.Support;

/// <summary>The files of the repository that these tests are about.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> In(string folder, string pattern = "*.yaml") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MesosOperator.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no MesosOperator.sln above the test program");
        return folder.FullName;
    }
}
