using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Budgets;

public sealed class FunctionLength : ILaw
{
    private const int LinesMax = 70;

    public string Rule => $"A function has at most {LinesMax} lines.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        tree.CSharp.SelectMany(file => file.Functions)
            .Where(function => function.LineCount > LinesMax)
            .Select(function => new Breach(function.Place, $"{function.LineCount} lines"));
}
