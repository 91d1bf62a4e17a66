using MesosOperator.TestKit;

namespace MesosOperator.Crds.Tests.Support;

/// <summary>The files of the repository that these tests are about.</summary>
internal static class RepositoryFiles
{
    public static string Root => SourceFolder.Root;

    public static IEnumerable<string> In(string folder, string pattern = "*.yaml") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern).Order(StringComparer.Ordinal);
}
