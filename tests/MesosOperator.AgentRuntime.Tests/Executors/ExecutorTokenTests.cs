using System.Buffers.Text;
using MesosOperator.AgentRuntime.Executors;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>Tokens of executors.</summary>
public sealed class ExecutorTokenTests
{
    private static readonly ExecutorClaims Claims = new("framework-1", "e1", "container");
    private readonly ExecutorTokens _tokens = new(new byte[32]);

    [Fact]
    public void A_token_says_what_was_put_in_it()
    {
        var token = _tokens.Issue(Claims);

        Assert.Equal(Claims, _tokens.Read(token));
        Assert.Equal("""{"fid":"framework-1","eid":"e1","cid":"container"}""", System.Text.Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[1])));
    }

    [Fact]
    public void What_was_changed_or_signed_by_another_key_says_nothing()
    {
        var parts = _tokens.Issue(Claims).Split('.');
        var other = new ExecutorTokens([.. Enumerable.Repeat((byte)1, 32)]).Issue(Claims);

        Assert.Null(_tokens.Read(other));
        Assert.Null(_tokens.Read($"{parts[0]}.{other.Split('.')[1]}x.{parts[2]}"));
        Assert.Null(_tokens.Read($"{Base64Url.EncodeToString("""{"alg":"none"}"""u8)}.{parts[1]}."));
        foreach (var rubbish in new[] { "", ".", "..", "a.b", "a.b.c", "a.b.ä" })
            Assert.Null(_tokens.Read(rubbish));
    }
}
