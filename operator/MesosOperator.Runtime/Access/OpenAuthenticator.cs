using System.Collections.Immutable;

namespace MesosOperator.Runtime.Access;

/// <summary>Asks nobody who they are, whatever they show: what Mesos does when authentication is off.</summary>
public sealed class OpenAuthenticator : IAuthenticator
{
    /// <inheritdoc/>
    public ImmutableArray<string> Schemes => [];

    /// <inheritdoc/>
    public ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop) =>
        ValueTask.FromResult<Authentication>(new Authentication.Authenticated(Principal.Anonymous));
}
