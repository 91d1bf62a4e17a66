namespace MesosOperator.Runtime.Access;

/// <summary>Everybody may do everything; only a name must be proven where names can be.</summary>
public sealed class OpenAuthorizer(IAuthenticator authenticator) : IAuthorizer
{
    /// <inheritdoc/>
    public ValueTask<Authorization> AuthorizeAsync(Principal principal, AccessRequest request, CancellationToken stop) =>
        ValueTask.FromResult<Authorization>(request is AccessRequest.ClaimPrincipal claim && authenticator.Schemes.Length > 0
            ? new Authorization.Denied($"Principal '{claim.Name}' is not proven")
            : Authorization.Allowed.Yes);
}
