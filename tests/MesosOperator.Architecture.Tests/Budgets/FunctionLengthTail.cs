using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Budgets;

public sealed class FunctionLengthTail : ILaw
{
    private const int LinesMax = 40;

    public string Rule => $"95 of 100 functions of the product have at most {LinesMax} lines.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var tail = Quantile.Of(tree.Product.SelectMany(file => file.Functions).Select(function => function.LineCount), 0.95);
        return tail > LinesMax ? [new Breach("operator/", $"95th percentile {tail} lines")] : [];
    }
}
