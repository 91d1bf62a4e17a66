using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Tests.Identity;

public class IdRulesTests
{
    [Theory]
    [InlineData("t1")]
    [InlineData("...")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void These_are_ids(string id) => Assert.Null(IdRules.Problem(id));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a\u0001")]
    [InlineData("a\n")]
    public void These_are_none(string id) => Assert.NotNull(IdRules.Problem(id));

    [Fact]
    public void The_limit_counts_bytes()
    {
        Assert.Null(IdRules.Problem(new string('a', 255)));
        Assert.NotNull(IdRules.Problem(new string('a', 256)));
        Assert.NotNull(IdRules.Problem(new string('ä', 128)));
    }

    [Fact]
    public void A_masters_ids_begin_with_its_own()
    {
        var master = new MasterId("m");
        Assert.Equal("m-0007", master.Framework(7).Value);
        Assert.Equal("m-12345", master.Framework(12345).Value);
        Assert.Equal("m-S3", master.Agent(3).Value);
        Assert.Equal("m-O0", master.Offer(0).Value);
    }
}
