using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Naming;

public sealed class NamespaceEqualsFolder : ILaw
{
    /// <summary>The runtime looks for a type of this name in no namespace.</summary>
    private const string StartupHook = "/StartupHook.cs";

    public string Rule => "A file's namespace is its folder: the project's name, then the folders below it.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.Product.Concat(tree.Tests)
        where file.TopLevelTypes.Any()
        let expected = file.Path.EndsWith(StartupHook, StringComparison.Ordinal) ? null : string.Join('.', file.Path.Split('/')[1..^1])
        where file.Namespace != expected
        select new Breach(file.Path, $"is in {file.Namespace ?? "no namespace"}, not in {expected ?? "none"}");
}
