using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Budgets;

public class ConstructorParametersTests : LawTests<ConstructorParameters>
{
    private const string Eight = "int a, int b, int c, int d, int e, int f, int g, int h";

    [Fact]
    public void A_constructor_of_eight_parameters_is_seen() =>
        AssertBroken($"{CoreFile} Offer", (CoreFile, $"class Offer {{ internal Offer({Eight}) {{ }} }}"));

    [Fact]
    public void A_primary_constructor_of_eight_parameters_is_seen() =>
        AssertBroken($"{CoreFile} Offer", (CoreFile, $"class Offer({Eight});"));

    [Fact]
    public void The_shape_of_a_record_is_not_counted() => AssertKept((CoreFile, $"record Offer({Eight});"));

    [Fact]
    public void Seven_parameters_are_fine() =>
        AssertKept((CoreFile, "class Offer(int a, int b, int c, int d, int e, int f, int g);"));
}
