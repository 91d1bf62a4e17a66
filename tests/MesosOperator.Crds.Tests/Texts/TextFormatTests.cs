using CsCheck;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Tests.Texts;

/// <summary>API servers know the patterns, the core its own rules: both must agree.</summary>
public class TextFormatTests
{
    private static readonly Gen<string> Texts = Gen.String[Gen.OneOf(
        Gen.OneOf('.', '-', '*', '/', '\\', ' ', '\t', '\n', '\v', '\r', '\f', '\u007f', '\u0000', '\u0085', 'é'), Gen.Char['a', 'c']), 0, 6];

    [Fact]
    public void The_pattern_of_roles_is_the_rule_of_the_core() => Texts.Sample(
        text => Patterns.Read(RoleFormat.Pattern).IsMatch(text) == (RoleName.Problem(text) is null), iter: 50_000);

    [Fact]
    public void The_pattern_of_ids_is_the_rule_of_the_core() => Texts.Sample(
        text => Patterns.Read(IdFormat.Pattern).IsMatch(text) == (IdRules.Problem(text) is null), iter: 50_000);

    [Theory]
    [InlineData("a")]
    [InlineData("web-1.example")]
    public void Names_of_objects(string name) => Assert.Null(ObjectNameFormat.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("Web")]
    [InlineData("-a")]
    [InlineData("a..b")]
    [InlineData("a\n")]
    public void No_names_of_objects(string name) => Assert.NotNull(ObjectNameFormat.Problem(name));
}
