using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Runtime.Tests.Joining;

public sealed class JoinLimitsTests
{
    [Theory]
    [InlineData("rack:r1|r2", null, null, null, null)]
    [InlineData("rack:r2;level:10", null, null, null, "attribute 'rack' is 'r1', which is none of r2")]
    [InlineData("rack:r1;level:10", null, null, null, null)]
    [InlineData("level:9", null, null, null, "attribute 'level' is '10', which is none of 9")]
    [InlineData("row:1", null, null, null, "it has no attribute 'row', which is to be one of 1")]
    [InlineData(null, "DB-?|cache-*", null, null, null)]
    [InlineData(null, "db-10", null, null, "host 'db-1' is none of db-10")]
    [InlineData(null, null, "eu|us", "a", null)]
    [InlineData(null, null, "us", null, "region 'eu' is none of us")]
    [InlineData(null, null, null, "b", "zone 'a' is none of b")]
    [InlineData("", "", " | ", "", null)]
    public void Hold_agents_to_what_they_may_say(string? attributes, string? hostnames, string? regions, string? zones, string? problem)
    {
        var limits = JoinLimits.Parse(attributes, hostnames, regions, zones).Limits;
        var agent = new AgentInfo("db-1", "10.0.0.1", 5051, ResourceSet.Empty)
        {
            Attributes = [new("rack") { Text = "r1" }, new("level") { Number = 10 }],
            Domain = new("eu", "a"),
        };

        Assert.Equal(problem, limits.Problem(agent));
        Assert.Equal(problem, JoinLimits.FromQuery(limits.ToQuery()).Problem(agent));
    }

    [Fact]
    public void An_attribute_that_an_agent_has_twice_is_held_to_both_times() => Assert.Equal(
        "attribute 'rack' is 'r3', which is none of r1",
        JoinLimits.Parse("rack:r1", null, null, null).Limits.Problem(
            new AgentInfo("a", "", 0, ResourceSet.Empty) { Attributes = [new("rack") { Text = "r1" }, new("rack") { Text = "r3" }] }));

    [Fact]
    public void An_agent_that_stands_nowhere_stands_in_none_of_the_regions() => Assert.Equal(
        "region '' is none of eu", JoinLimits.Parse(null, null, "eu", null).Limits.Problem(new AgentInfo("a", "", 0, ResourceSet.Empty)));

    [Theory]
    [InlineData("rack", "'rack' is not an attribute with its values, such as rack:r1|r2")]
    [InlineData("rack:", "'rack:' is not an attribute with its values, such as rack:r1|r2")]
    [InlineData(":r1", "':r1' is not an attribute with its values, such as rack:r1|r2")]
    [InlineData("rack:r1;rack:r2", "attribute 'rack' is there twice")]
    public void What_makes_no_sense_is_told(string attributes, string problem) => Assert.Equal(problem, JoinLimits.Parse(attributes, null, null, null).Problem);
}
