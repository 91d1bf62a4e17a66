using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Documents;

public class DocumentedNamesTests : LawTests<DocumentedNames>
{
    [Theory]
    [InlineData("operator/MesosOperator.Gone/")]
    [InlineData("make everything")]
    [InlineData("MasterLoop")]
    [InlineData("IFrameworkStreams")]
    public void A_name_of_something_that_is_not_there_is_seen(string code) =>
        AssertBroken($"README.md {code}", ("README.md", $"See `{code}`."), ("Makefile", "test: build\n"));

    [Fact]
    public void Names_of_what_is_there_are_fine() => AssertKept(
        ("README.md", "`make test ARGS=x`, `MasterLoop`, `operator/MesosOperator.Runtime/`, `TASK_LOST`, `Offer`"),
        ("Makefile", "test: build\n"),
        ("operator/MesosOperator.Runtime/MasterLoop.cs", "class MasterLoop;"));

    [Fact]
    public void A_decision_may_name_what_was() => AssertKept(("docs/decisions/0001-a.md", "`MasterLoop`"));
}
