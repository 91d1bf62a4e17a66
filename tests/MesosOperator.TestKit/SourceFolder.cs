namespace MesosOperator.TestKit;

/// <summary>Where the repository lies, found from where the test program runs.</summary>
public static class SourceFolder
{
    private static readonly Lazy<string> Lazily = new(Find);

    public static string Root => Lazily.Value;

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MesosOperator.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No MesosOperator.sln above the test program.");
        return folder.FullName;
    }
}
