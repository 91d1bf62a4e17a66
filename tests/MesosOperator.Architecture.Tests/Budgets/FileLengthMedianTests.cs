using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class FileLengthMedianTests : LawTests<FileLengthMedian>
{
    [Fact]
    public void A_median_of_81_lines_is_seen() => AssertBroken("operator/",
        ("operator/MesosOperator.Core/A.cs", new string('\n', 10)),
        ("operator/MesosOperator.Core/B.cs", new string('\n', 81)),
        ("operator/MesosOperator.Core/C.cs", new string('\n', 300)));

    [Fact]
    public void One_long_file_among_short_ones_is_fine() => AssertKept(
        ("operator/MesosOperator.Core/A.cs", new string('\n', 10)),
        ("operator/MesosOperator.Core/B.cs", new string('\n', 80)),
        ("operator/MesosOperator.Core/C.cs", new string('\n', 300)));

    [Fact]
    public void An_empty_repository_is_fine() => AssertKept();
}
