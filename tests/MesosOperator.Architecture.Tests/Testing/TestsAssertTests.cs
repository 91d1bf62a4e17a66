using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Testing;

public class TestsAssertTests : LawTests<TestsAssert>
{
    private const string TestFile = "tests/MesosOperator.Core.Tests/OfferTests.cs";

    [Fact]
    public void A_test_that_only_runs_is_seen() =>
        AssertBroken($"{TestFile} Runs", (TestFile, "class OfferTests { [Fact] public void Runs() { new Offer(); } }"));

    [Fact]
    public void A_test_that_asserts_nothing_real_is_seen() =>
        AssertBroken($"{TestFile} Runs", (TestFile, "class OfferTests { [Fact] public void Runs() { Assert.True(true); } }"));

    [Fact]
    public void A_call_of_a_function_that_asserts_nothing_is_seen() => AssertBroken($"{TestFile} Runs",
        (TestFile, "class OfferTests { [Theory] public void Runs() => Offer(); void Offer() { } }"));

    [Fact]
    public void An_assertion_or_a_property_is_fine() => AssertKept((TestFile, """
        class OfferTests {
            [Fact] public void Equals() => Assert.Equal(1, Offers());
            [Fact] public void Holds() => Gen.Int.Sample(i => i == i);
        }
        """));

    [Fact]
    public void An_assertion_in_a_function_of_the_kit_is_fine() => AssertKept(
        (TestFile, "class OfferTests { [Fact] public async Task Ends() => await Kit.ExpectEndAsync(); }"),
        ("tests/MesosOperator.TestKit/Kit.cs", "class Kit { Task ExpectEndAsync() { Check(); } void Check() { Assert.Equal(1, 1); } }"));
}
