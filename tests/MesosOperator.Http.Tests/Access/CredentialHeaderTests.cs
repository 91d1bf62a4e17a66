using System.Text;
using MesosOperator.Http.Access;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Tests.Access;

public sealed class CredentialHeaderTests
{
    [Fact]
    public void Nothing_is_shown_without_a_header() => Assert.IsType<Credential.None>(CredentialHeader.Read(new DefaultHttpContext().Request));

    [Theory]
    [InlineData("spark:secret", "spark", "secret")]
    [InlineData("spark:a:b", "spark", "a:b")]
    [InlineData("spark:", "spark", "")]
    [InlineData("größe:ß", "größe", "ß")]
    public void Basic(string text, string name, string secret)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

        Assert.Equal(new Credential.Basic(name, secret), Read($"Basic {encoded}"));
        Assert.Equal(new Credential.Basic(name, secret), Read($"bAsIc   {encoded} "));
    }

    [Fact]
    public void Bearer() => Assert.Equal(new Credential.Bearer("a.b.c"), Read("bearer a.b.c"));

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic c3Bhcms=")]
    [InlineData("Basic OnNlY3JldA==")]
    [InlineData("Basic //79")]
    [InlineData("Basic YQpiOmM=")]
    [InlineData("Digest username=spark")]
    [InlineData("spark:secret")]
    public void Anything_else_is_unreadable(string header) => Assert.IsType<Credential.Unreadable>(Read(header));

    [Fact]
    public void Two_headers_are_unreadable() => Assert.IsType<Credential.Unreadable>(Read("Bearer a", "Bearer b"));

    [Fact]
    public void Secrets_are_not_printed()
    {
        Assert.DoesNotContain("hidden", $"{new Credential.Basic("spark", "hidden")}", StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", $"{new Credential.Bearer("hidden")}", StringComparison.Ordinal);
    }

    private static Credential Read(params string[] lines)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = lines;
        return CredentialHeader.Read(request);
    }
}
