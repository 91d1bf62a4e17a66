namespace MesosOperator.Architecture.Tests.Repository;

/// <summary>The files of the repository by their path from its root, or a small made-up set of them.</summary>
public sealed class SourceTree
{
    private static readonly HashSet<string> NotOurs =
        ["artifacts", "bin", "obj", "node_modules", "TestResults", ".git", ".vs", ".idea"];

    private static readonly HashSet<string> Readable =
        [".cs", ".csproj", ".props", ".proto", ".md", ".txt", ".json", ".sln", ".sh", ".js", ".mjs", ".scn", ""];

    private static readonly Lazy<SourceTree> Lazily = new(Read);

    private readonly SortedDictionary<string, string> _files;

    private SourceTree(SortedDictionary<string, string> files)
    {
        _files = files;
        CSharp = [.. files.Where(f => f.Key.EndsWith(".cs")).Select(f => new SourceFile(f.Key, f.Value)).Where(f => !f.IsGenerated)];
        Projects = [.. files.Where(f => f.Key.EndsWith(".csproj")).Select(f => new ProjectFile(f.Key, f.Value))];
    }

    public static SourceTree Repository => Lazily.Value;

    public IReadOnlyDictionary<string, string> Files => _files;

    public IReadOnlyList<SourceFile> CSharp { get; }

    public IReadOnlyList<ProjectFile> Projects { get; }

    public IEnumerable<SourceFile> Product => CSharp.Where(f => f.Path.StartsWith("operator/"));

    public IEnumerable<SourceFile> Tests => CSharp.Where(f => f.Path.StartsWith("tests/"));

    public static SourceTree Of(params (string Path, string Text)[] files) =>
        new(new SortedDictionary<string, string>(files.ToDictionary(f => f.Path, f => f.Text), StringComparer.Ordinal));

    public bool Exists(string path) =>
        _files.ContainsKey(path) || _files.Keys.Any(f => f.StartsWith(path.TrimEnd('/') + "/", StringComparison.Ordinal));

    private static SourceTree Read()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "MesosOperator.sln")))
            root = root.Parent ?? throw new DirectoryNotFoundException("No MesosOperator.sln above the test program.");
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Collect(root, root, files);
        return new SourceTree(files);
    }

    private static void Collect(DirectoryInfo root, DirectoryInfo folder, SortedDictionary<string, string> files)
    {
        foreach (var file in folder.EnumerateFiles())
            files[Path.GetRelativePath(root.FullName, file.FullName)] =
                Readable.Contains(file.Extension) ? File.ReadAllText(file.FullName) : "";
        foreach (var child in folder.EnumerateDirectories())
            if (!NotOurs.Contains(child.Name))
                Collect(root, child, files);
    }
}
