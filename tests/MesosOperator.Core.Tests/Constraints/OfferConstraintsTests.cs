using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Constraints;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Roles;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Constraints;

public class OfferConstraintsTests
{
    private static readonly RoleName Role = new("dev");

    [Theory]
    [InlineData("ops", 1, 1, "Offer constraints specify role 'ops' which is not contained in the set of roles")]
    [InlineData("dev", 0, 0, "Offer constraints for role 'dev' have no groups")]
    [InlineData("dev", 1, 0, "Offer constraints for role 'dev' have a group without constraints")]
    [InlineData("dev", 2, 501, "Offer constraints are more than 1000")]
    [InlineData("dev", 2, 500, null)]
    public void O05_constraints_that_make_no_sense_are_refused(string role, int groups, int constraints, string? problem)
    {
        var group = Enumerable.Repeat(new AttributeConstraint(SelectorKind.Hostname, "", PredicateKind.Exists, ""), constraints).ToImmutableArray();
        var all = new OfferConstraints(ImmutableSortedDictionary<RoleName, RoleConstraints>.Empty.Add(new(role), new([.. Enumerable.Repeat(group, groups)])));

        Assert.Equal(problem, all.Problem([Role]));
        var refused = new TestMaster().Apply(new SubscriptionCommand.Subscribe(new("s"), A.Framework().InRole("dev"), []) { Constraints = all });
        Assert.Equal(problem is not null, refused.Events.OfType<Core.Master.Events.SubscriptionRefused>().Any());
    }

    [Theory]
    [InlineData("a|b", "a", true)]
    [InlineData("a|b", "ab", false)]
    [InlineData("a", "a\n", false)]
    [InlineData("(?i)RACK[0-9]+", "rack12", true)]
    [InlineData(".*", "", true)]
    public void Patterns_match_the_whole_text(string expression, string text, bool matches) =>
        Assert.Equal(matches, TextPattern.Read(expression, out _)!.Matches(text));

    [Theory]
    [InlineData("(")]
    [InlineData("a)|(b")]
    [InlineData("(?=a)a")]
    [InlineData(@"(a)\1")]
    [InlineData("((a{1,1000}){1,1000}){1,1000}")]
    public void O05_patterns_that_are_invalid_or_too_complex_are_refused(string expression)
    {
        Assert.Null(TextPattern.Read(expression, out var problem));
        Assert.Contains(expression, problem);
    }

    [Fact]
    public void O05_patterns_that_are_too_long_are_refused() => Assert.Null(TextPattern.Read(new('a', TextPattern.MaxLength + 1), out _));

    [Fact]
    public void An_agent_without_a_place_has_no_region_and_no_zone()
    {
        AgentInfo nowhere = An.Agent("h"), somewhere = An.Agent("h").Info with { Domain = new("r", "z") };
        foreach (var selector in new[] { SelectorKind.Region, SelectorKind.Zone })
        {
            Assert.False(new AttributeConstraint(selector, "", PredicateKind.Exists, "").Allows(nowhere));
            Assert.True(new AttributeConstraint(selector, "", PredicateKind.Exists, "").Allows(somewhere));
        }

        Assert.True(new AttributeConstraint(SelectorKind.Hostname, "", PredicateKind.TextEquals, "h").Allows(nowhere));
    }
}
