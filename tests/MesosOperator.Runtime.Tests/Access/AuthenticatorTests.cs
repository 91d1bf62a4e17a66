using MesosOperator.Runtime.Access;

namespace MesosOperator.Runtime.Tests.Access;

public sealed class AuthenticatorTests
{
    private static readonly CredentialTable Table = CredentialTable.Empty.With("spark", "secret"u8);

    [Fact]
    public async Task A_name_with_its_secret_is_a_principal()
    {
        var answer = await AskAsync(AnonymousAccess.Refused, new Credential.Basic("spark", "secret"));

        Assert.Equal("spark", Assert.IsType<Authentication.Authenticated>(answer).Principal.ProvenName);
    }

    [Theory]
    [InlineData("spark", "wrong")]
    [InlineData("spark", "")]
    [InlineData("Spark", "secret")]
    [InlineData("", "secret")]
    [InlineData("nobody", "secret")]
    public async Task A_wrong_secret_or_name_is_rejected_also_where_nothing_need_be_shown(string name, string secret)
    {
        foreach (var anonymous in Enum.GetValues<AnonymousAccess>())
            Assert.IsType<Authentication.Rejected>(await AskAsync(anonymous, new Credential.Basic(name, secret)));
    }

    [Fact]
    public async Task Who_shows_nothing_is_served_only_where_that_is_allowed()
    {
        Assert.IsType<Authentication.Rejected>(await AskAsync(AnonymousAccess.Refused, Credential.None.Shown));
        var answer = Assert.IsType<Authentication.Authenticated>(await AskAsync(AnonymousAccess.Allowed, Credential.None.Shown));
        Assert.Null(answer.Principal.ProvenName);
    }

    [Fact]
    public async Task Schemes_that_nobody_is_there_for_are_rejected()
    {
        Assert.IsType<Authentication.Rejected>(await AskAsync(AnonymousAccess.Allowed, new Credential.Bearer("t")));
        Assert.IsType<Authentication.Rejected>(await AskAsync(AnonymousAccess.Allowed, new Credential.Unreadable("odd")));
        Assert.Equal(["Basic"], Of(AnonymousAccess.Allowed).Schemes);
    }

    [Fact]
    public async Task Credentials_that_are_not_known_yet_are_no_reason_to_reject()
    {
        var waiting = new CredentialAuthenticator(new Unknown());

        Assert.IsType<Authentication.Unavailable>(await waiting.AuthenticateAsync(new Credential.Basic("spark", "secret"), CancellationToken.None));
    }

    private static SchemeAuthenticator Of(AnonymousAccess anonymous) =>
        new(anonymous, new CredentialAuthenticator(new FixedCredentials(Table)), bearer: null);

    private static async Task<Authentication> AskAsync(AnonymousAccess anonymous, Credential credential) =>
        await Of(anonymous).AuthenticateAsync(credential, TestContext.Current.CancellationToken);

    private sealed class Unknown : ICredentialSource
    {
        public CredentialTable? Current => null;
    }
}
