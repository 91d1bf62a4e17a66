using System.Collections.Immutable;

namespace MesosOperator.Runtime.Access;

/// <summary>Gives each credential to the one who understands it. A scheme that nobody is there for is rejected.</summary>
public sealed class SchemeAuthenticator(AnonymousAccess anonymous, IAuthenticator? basic, IAuthenticator? bearer) : IAuthenticator
{
    private static readonly Authentication Nobody = new Authentication.Authenticated(Principal.Anonymous);

    /// <inheritdoc/>
    public ImmutableArray<string> Schemes { get; } = [.. basic?.Schemes ?? [], .. bearer?.Schemes ?? []];

    /// <inheritdoc/>
    public ValueTask<Authentication> AuthenticateAsync(Credential credential, CancellationToken stop) => credential switch
    {
        Credential.None when anonymous == AnonymousAccess.Allowed => ValueTask.FromResult(Nobody),
        Credential.None => Rejected("no credentials"),
        Credential.Basic when basic is not null => basic.AuthenticateAsync(credential, stop),
        Credential.Bearer when bearer is not null => bearer.AuthenticateAsync(credential, stop),
        Credential.Unreadable unreadable => Rejected(unreadable.Problem),
        _ => Rejected($"{credential.GetType().Name} credentials are not taken here"),
    };

    private static ValueTask<Authentication> Rejected(string reason) =>
        ValueTask.FromResult<Authentication>(new Authentication.Rejected(reason));
}
