using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Budgets;

public sealed class FileLengthMedian : ILaw
{
    private const int LinesMax = 80;

    public string Rule => $"The median length of the product's files is at most {LinesMax} lines.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var median = Quantile.Of(tree.Product.Select(file => file.LineCount), 0.5);
        return median > LinesMax ? [new Breach("operator/", $"median {median} lines")] : [];
    }
}
