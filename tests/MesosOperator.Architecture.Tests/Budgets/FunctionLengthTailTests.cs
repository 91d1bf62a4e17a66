using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class FunctionLengthTailTests : LawTests<FunctionLengthTail>
{
    [Fact]
    public void Two_long_functions_of_twenty_is_seen() => AssertBroken("operator/", (CoreFile, Functions(count: 20, longOnes: 2)));

    [Fact]
    public void One_long_function_of_twenty_is_fine() => AssertKept((CoreFile, Functions(count: 20, longOnes: 1)));

    private static string Functions(int count, int longOnes) =>
        "class Offer {\n"
        + string.Join("\n", Enumerable.Range(0, count).Select(i => $"void F{i}() {{{(i < longOnes ? new string('\n', 40) : "")}}}"))
        + "\n}";
}
