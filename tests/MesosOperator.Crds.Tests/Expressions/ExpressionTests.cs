using System.Text.Json.Nodes;
using MesosOperator.Crds.Expressions;

namespace MesosOperator.Crds.Tests.Expressions;

public class ExpressionTests
{
    private const string Self = """
        { "min": 1, "max": 3, "name": "a/b", "half": 0.5, "on": true, "roles": ["dev", "ops"], "amounts": { "cpus": 2, "mem": "1Gi" },
          "items": [ { "role": "dev" }, { "role": "qa" } ], "empty": {} }
        """;

    [Theory]
    [InlineData("self.min <= self.max")]
    [InlineData("self.min + 2 == self.max")]
    [InlineData("self.max - 2 * self.min == 1")]
    [InlineData("self.max / 2 == 1 && self.max % 2 == 1")]
    [InlineData("-self.min < 0")]
    [InlineData("self.half < 1 && self.half == 0.5")]
    [InlineData("self.on")]
    [InlineData("!has(self.nothing)")]
    [InlineData("has(self.amounts.cpus) != has(self.amounts.gpus)")]
    [InlineData("self.name == 'a/b' && self.name != \"a\"")]
    [InlineData("self.name.startsWith('a') && self.name.endsWith('b') && self.name.contains('/')")]
    [InlineData(@"self.name.matches('^[a-z]/[a-z]$') && !self.name.matches(r'\d')")]
    [InlineData("size(self.roles) == 2 && self.roles.size() == 2 && size(self.name) == 3 && self.amounts.size() == 2")]
    [InlineData("'dev' in self.roles && !('qa' in self.roles) && 'cpus' in self.amounts")]
    [InlineData("self.roles[0] == 'dev' && self.amounts['cpus'] == 2")]
    [InlineData("self.roles == ['dev', 'ops'] && self.empty == self.empty")]
    [InlineData("self.roles.all(role, role.size() == 3) && self.roles.exists(role, role == 'ops')")]
    [InlineData("self.roles.exists_one(role, role == 'ops') && self.roles.filter(role, role == 'ops') == ['ops']")]
    [InlineData("self.items.map(item, item.role) == ['dev', 'qa']")]
    [InlineData("!self.items.all(item, item.role in self.roles)")]
    [InlineData("self.items.exists(item, self.roles.exists(role, role == item.role))")]
    [InlineData("self.amounts.all(name, self.amounts[name] != 0)")]
    [InlineData("type(self.min) == int ? self.min > 0 : self.min.matches('1')")]
    [InlineData("type(self.name) == int ? false : type(self.name) == string")]
    [InlineData("(self.min == 1) == true && null == null")]
    [InlineData("self.min == 1.0")]
    [InlineData("self.name == 'a' || self.max == 3 && self.min == 1")]
    [InlineData("['dev'] + ['ops'] == self.roles && 'a' + '/b' == self.name")]
    public void Holds(string expression) => Assert.True(Expression.Read(expression).Holds(JsonNode.Parse(Self)));

    [Theory]
    [InlineData("self.min > self.max")]
    [InlineData("self.nothing == 1")]
    [InlineData("self.min < 'a'")]
    [InlineData("self.min")]
    [InlineData("self.roles[2] == 'qa'")]
    [InlineData("self.max / 0 == 0")]
    [InlineData("self.unknown() == 1")]
    [InlineData("other == 1")]
    [InlineData("9223372036854775807 + self.min > 0")]
    public void Does_not_hold_or_has_no_value(string expression) =>
        Assert.False(Expression.Read(expression).Holds(JsonNode.Parse(Self)));

    [Theory]
    [InlineData("self.nothing == 1 || true")]
    [InlineData("true || self.nothing == 1")]
    [InlineData("!(self.nothing == 1 && false)")]
    [InlineData("!(false && self.nothing == 1)")]
    public void One_side_decides_even_when_the_other_has_no_value(string expression) =>
        Assert.True(Expression.Read(expression).Holds(JsonNode.Parse(Self)));

    [Fact]
    public void A_change_is_seen() => Assert.False(
        Expression.Read("self == oldSelf").Holds(JsonNode.Parse("""{"a":1}"""), JsonNode.Parse("""{"a":2}""")));

    [Fact]
    public void The_order_of_fields_is_no_change() => Assert.True(
        Expression.Read("self == oldSelf").Holds(JsonNode.Parse("""{"a":1,"b":[1]}"""), JsonNode.Parse("""{"b":[1],"a":1}""")));

    [Theory]
    [InlineData("", "the expression ends too early")]
    [InlineData("self.", "the expression ends too early")]
    [InlineData("self ==", "the expression ends too early")]
    [InlineData("self.a self.b", "unexpected 'self' at 7")]
    [InlineData("(self.a", "the expression ends too early")]
    [InlineData("has(self)", "has() asks for a field")]
    [InlineData("self.a # b", "'#' at 7 is no part of an expression")]
    [InlineData(@"self == '\x'", "'\\x' is no escape that is understood here")]
    public void What_cannot_be_read_is_refused(string expression, string message) =>
        Assert.Equal(message, Assert.Throws<ExpressionException>(() => Expression.Read(expression)).Message);
}
