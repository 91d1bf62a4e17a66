using System.Collections.Immutable;

namespace MesosOperator.Runtime.Access;

/// <summary>Knows callers by name and secret.</summary>
public sealed class CredentialAuthenticator(ICredentialSource source) : IAuthenticator
{
    /// <inheritdoc/>
    public ImmutableArray<string> Schemes => ["Basic"];

    /// <inheritdoc/>
    public ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop) =>
        ValueTask.FromResult(Look(credential));

    private Authentication Look(Credential credential)
    {
        if (credential is not Credential.Basic shown)
            return new Authentication.Rejected("not a name and a secret");
        if (source.Current is not { } table)
            return new Authentication.Unavailable("The credentials are not known yet");
        return table.Holds(shown)
            ? new Authentication.Authenticated(new Principal(PrincipalKind.Credential, shown.Name))
            : new Authentication.Rejected($"wrong secret of '{shown.Name}', or no such name");
    }
}
