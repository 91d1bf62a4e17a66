using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class FunctionLengthTests : LawTests<FunctionLength>
{
    [Fact]
    public void A_method_of_71_lines_is_seen() => AssertBroken($"{CoreFile} Long", (CoreFile, Method(71)));

    [Fact]
    public void A_method_of_70_lines_is_fine() => AssertKept((CoreFile, Method(70)));

    [Fact]
    public void A_long_constructor_is_seen() =>
        AssertBroken($"{CoreFile} Offer", (CoreFile, $"class Offer {{ public Offer() {{{new string('\n', 70)}}} }}"));

    [Fact]
    public void A_long_local_function_is_seen_beside_its_method() =>
        Assert.Equal(2, new FunctionLength().Check(Repository.SourceTree.Of(
            (CoreFile, $"class Offer {{ void Outer() {{ void Inner() {{{new string('\n', 70)}}} }} }}"))).Count());

    [Fact]
    public void Attributes_and_documentation_are_not_counted() =>
        AssertKept((CoreFile, $"class Offer {{\n/// <summary>x</summary>\n[A]\n[B(\n1)]\nvoid F() {{{new string('\n', 69)}}} }}"));

    private static string Method(int lines) => $"class Offer {{ void Long() {{{new string('\n', lines - 1)}}} }}";
}
