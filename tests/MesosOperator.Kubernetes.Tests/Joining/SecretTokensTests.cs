using System.Text;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Joining;

public sealed class SecretTokensTests
{
    [Fact]
    public void Secrets_of_the_type_are_tokens_as_they_are_now() => Cluster.Test(async cluster =>
    {
        var process = await new JoiningProcess(cluster).StartedAsync();
        var secrets = cluster.Client<V1Secret>("test");
        await secrets.CreateAsync(Token("other", "Opaque", ("token-id", "thiefs"), ("token-secret", "0123456789abcdef")), cluster.Stop);
        var secret = await secrets.CreateAsync(Token("one", TokenSecret.Type, ("token-id", "abcdef"), ("token-secret", "0123456789abcdef")), cluster.Stop);

        await cluster.UntilAsync(() => process.Tokens.Current!.Count == 1);
        Assert.NotNull(process.Tokens.Current!.Find("abcdef.0123456789abcdef"));
        Assert.Null(process.Tokens.Current.Find("abcdef.0123456789abcdee"));

        secret.Data["expiration"] = "2030-01-31T12:00:00Z"u8.ToArray();
        secret.Data["usages"] = "3\n"u8.ToArray();
        secret.Data["attributes"] = "rack:r1|r2"u8.ToArray();
        await secrets.ReplaceAsync(secret, cluster.Stop);
        await cluster.UntilAsync(() => process.Tokens.Current.Find("abcdef.0123456789abcdef")?.Usages == 3);
        var token = process.Tokens.Current.Find("abcdef.0123456789abcdef")!;
        Assert.Equal((new DateTimeOffset(2030, 1, 31, 12, 0, 0, TimeSpan.Zero), "attributes=rack%3Ar1%7Cr2"), (token.Expiration!.Value, token.Limits.ToQuery()));

        await secrets.DeleteAsync(ResourceKey.Of(secret), cluster.Stop);
        await cluster.UntilAsync(() => process.Tokens.Current.Count == 0);
    });

    [Theory]
    [InlineData("token-id", "ABCDEF", "token-id is not 6 or more small letters and digits")]
    [InlineData("token-id", "abc", "token-id is not 6 or more small letters and digits")]
    [InlineData("token-secret", "short", "token-secret is not 16 or more small letters and digits")]
    [InlineData("expiration", "tomorrow", "expiration 'tomorrow' is not a time such as 2030-01-31T12:00:00Z")]
    [InlineData("usages", "0", "usages '0' is not a number of hosts")]
    [InlineData("attributes", "rack", "'rack' is not an attribute with its values, such as rack:r1|r2")]
    public void What_is_no_token_is_told_without_its_secret(string name, string text, string problem)
    {
        var secret = Token("one", TokenSecret.Type, ("token-id", "abcdef"), ("token-secret", "0123456789abcdef"));
        secret.Data[name] = Encoding.UTF8.GetBytes(text);

        Assert.Equal((null, problem), TokenSecret.Read(secret));
    }

    private static V1Secret Token(string name, string type, params (string Name, string Value)[] data) => new()
    {
        ApiVersion = "v1",
        Kind = "Secret",
        Type = type,
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = JoiningProcess.Namespace },
        Data = data.ToDictionary(item => item.Name, item => Encoding.UTF8.GetBytes(item.Value)),
    };
}
