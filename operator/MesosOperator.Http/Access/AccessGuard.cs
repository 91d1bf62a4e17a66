using MesosOperator.Http.Answers;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Access;

/// <summary>Stands before endpoints and lets through who may go on; whoever may not is answered here (mesos-wire 3.1, row 1).</summary>
internal sealed class AccessGuard(IAuthenticator authenticator, IAuthorizer authorizer, ILogger<AccessGuard> logger)
{
    /// <summary>An endpoint for everybody who is known; what they may do is asked when it is known what they want.</summary>
    public RequestDelegate ForKnown(string realm, RequestDelegate serve) => async context =>
    {
        if (await AuthenticateAsync(context, realm))
            await serve(context);
    };

    /// <summary>An endpoint for who may read a path.</summary>
    public RequestDelegate ForReaders(string path, RequestDelegate serve) => async context =>
    {
        if (await AuthenticateAsync(context, Realms.ReadOnly) && await MayReadAsync(context, path))
            await serve(context);
    };

    private async Task<bool> AuthenticateAsync(HttpContext context, string realm)
    {
        switch (await authenticator.AuthenticateAsync(CredentialHeader.Read(context.Request), context.RequestAborted))
        {
            case Authentication.Authenticated known:
                KnownCaller.Set(context, known.Principal);
                return true;
            case Authentication.Rejected rejected:
                AccessLog.Rejected(logger, context.Request.Path.ToUriComponent(), context.Connection.RemoteIpAddress, rejected.Reason);
                await ChallengeAsync(context, realm);
                return false;
            case Authentication.Unavailable unavailable:
                AccessLog.Unavailable(logger, unavailable.Reason);
                await TextAnswer.UnavailableAsync(context, unavailable.Reason);
                return false;
            default:
                throw new InvalidOperationException("An authentication is one of three.");
        }
    }

    private async Task<bool> MayReadAsync(HttpContext context, string path)
    {
        var principal = KnownCaller.Of(context);
        switch (await authorizer.AuthorizeAsync(principal, new AccessRequest.ReadState(path), context.RequestAborted))
        {
            case Authorization.Denied denied:
                AccessLog.Denied(logger, principal.Name, denied.Reason);
                await TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, denied.Reason);
                return false;
            case Authorization.Unavailable unavailable:
                AccessLog.Unavailable(logger, unavailable.Reason);
                await TextAnswer.UnavailableAsync(context, unavailable.Reason);
                return false;
            default:
                return true;
        }
    }

    /// <summary>As Mesos has it, with one challenge for each scheme; why is not told to who is not known.</summary>
    private Task ChallengeAsync(HttpContext context, string realm)
    {
        context.Response.Headers.WWWAuthenticate = string.Join(", ", authenticator.Schemes.Select(scheme => $"{scheme} realm=\"{realm}\""));
        return TextAnswer.WriteAsync(context, StatusCodes.Status401Unauthorized, "401 Unauthorized.");
    }
}
