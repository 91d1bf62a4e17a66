using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Budgets;

public sealed class FileLength : ILaw
{
    private const int LinesMax = 400;

    public string Rule => $"A file has at most {LinesMax} lines.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        tree.CSharp.Where(file => file.LineCount > LinesMax).Select(file => new Breach(file.Path, $"{file.LineCount} lines"));
}
