using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Roles;

public class RoleNameTests
{
    [Theory]
    [InlineData("*")]
    [InlineData("dev")]
    [InlineData("eng/dev")]
    [InlineData("a-b")]
    [InlineData("a.b")]
    [InlineData("...")]
    [InlineData("a*")]
    [InlineData("Ünïcode/役割")]
    public void L06_these_are_roles(string name) => Assert.Null(RoleName.Problem(name));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/a")]
    [InlineData("a/")]
    [InlineData("a//b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/.")]
    [InlineData("a/../b")]
    [InlineData("a/*")]
    [InlineData("*/a")]
    [InlineData("-a")]
    [InlineData("a/-b")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("a\vb")]
    [InlineData("a\fb")]
    [InlineData("a\rb")]
    [InlineData("a\u007fb")]
    public void L06_these_are_none(string name) => Assert.NotNull(RoleName.Problem(name));

    [Theory]
    [InlineData("eng/dev", "eng", true)]
    [InlineData("eng/dev/a", "eng", true)]
    [InlineData("eng", "eng", true)]
    [InlineData("eng", "eng/dev", false)]
    [InlineData("engineering", "eng", false)]
    [InlineData("eng-dev", "eng", false)]
    [InlineData("ops", "eng", false)]
    public void L06_a_role_lies_below_its_ancestors_only(string role, string ancestor, bool lies) =>
        Assert.Equal(lies, new RoleName(role).IsAtOrBelow(ancestor));
}
