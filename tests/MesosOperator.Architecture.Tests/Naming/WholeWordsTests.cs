using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Naming;

public class WholeWordsTests : LawTests<WholeWords>
{
    [Theory]
    [InlineData("class OfferMgr;", "OfferMgr")]
    [InlineData("class Offer { void F(int frameworkIdx) { } }", "frameworkIdx")]
    [InlineData("class Offer { void F() { var msg = 1; } }", "msg")]
    [InlineData("class Offer { int SlaveId { get; } }", "SlaveId")]
    [InlineData("class OfferHelpers;", "OfferHelpers")]
    public void A_shortened_or_empty_word_is_seen(string text, string name) => AssertBroken($"{CoreFile} {name}", (CoreFile, text));

    [Fact]
    public void Words_that_merely_contain_one_are_fine() =>
        AssertKept((CoreFile, "class Resources { int AgentId; string Strategy; int Number; string Message; int Valid; }"));

    [Fact]
    public void The_names_of_a_base_are_fine() =>
        AssertKept((CoreFile, "class Offer { public override bool Equals(object? obj) => false; }"));
}
