using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Documents;

public sealed class DocumentsAreListed : ILaw
{
    private const string Index = "docs/README.md";

    public string Rule => $"Every document below docs/ is linked from {Index}.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from path in tree.Files.Keys
        where path.StartsWith("docs/") && path.EndsWith(".md") && path != Index
        where !tree.Files.GetValueOrDefault(Index, "").Contains($"]({path["docs/".Length..]})")
        select new Breach(path, "is not linked");
}
