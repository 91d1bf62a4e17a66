using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Hygiene;

public class OpenWorkHasAnIssueTests : LawTests<OpenWorkHasAnIssue>
{
    [Theory]
    [InlineData("// TODO: rescind")]
    [InlineData("/// <summary>FIXME</summary>\nclass Offer;")]
    [InlineData("/* a\n HACK\n*/")]
    public void Open_work_without_an_issue_is_seen(string text) => AssertBroken(CoreFile, (CoreFile, text));

    [Fact]
    public void Open_work_in_a_script_is_seen() => AssertBroken(".ci/run", (".ci/run", "# TODO later"));

    [Fact]
    public void Open_work_with_an_issue_is_fine() => AssertKept((CoreFile, "// TODO #12: rescind"));

    [Fact]
    public void A_string_is_no_comment() => AssertKept((CoreFile, "class Offer { string s = \"TODO\"; }"));
}
