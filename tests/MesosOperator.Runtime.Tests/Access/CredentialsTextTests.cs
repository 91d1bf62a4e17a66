using MesosOperator.Runtime.Access;

namespace MesosOperator.Runtime.Tests.Access;

public sealed class CredentialsTextTests
{
    [Theory]
    [InlineData("spark s1\nchronos\ts2\n\n")]
    [InlineData("  spark   s1  \r\nchronos s2")]
    [InlineData("""{"credentials": [{"principal": "spark", "secret": "s1"}, {"principal": "chronos", "secret": "s2", "more": 1}]}""")]
    public void Both_forms_of_Mesos_are_read(string text)
    {
        var (table, problems) = CredentialsText.Parse(text);

        Assert.Empty(problems);
        Assert.Equal(2, table.Count);
        Assert.True(table.Holds(new("spark", "s1")));
        Assert.True(table.Holds(new("chronos", "s2")));
        Assert.False(table.Holds(new("spark", "s2")));
    }

    [Theory]
    [InlineData("", "has no credentials")]
    [InlineData("{", "begins like JSON and is not")]
    [InlineData("{}", "has no list 'credentials'")]
    [InlineData("""{"credentials": {}}""", "has no list 'credentials'")]
    [InlineData("""{"credentials": []}""", "has no credentials")]
    [InlineData("""{"credentials": [{"principal": "hidden"}, 7]}""", "credentials[0]: lacks a principal or a secret|credentials[1]: lacks a principal or a secret")]
    [InlineData("hidden", "line 1: is not a principal and a secret")]
    [InlineData("a s\nb s t", "line 2: is not a principal and a secret")]
    [InlineData("a s\na t", "line 2: 'a' is there twice")]
    [InlineData("a:b s", "line 1: 'a:b' has a colon, which no client could send")]
    public void Every_problem_is_told_and_no_secret(string text, string problems) =>
        Assert.Equal(problems, string.Join('|', CredentialsText.Parse(text).Problems));
}
