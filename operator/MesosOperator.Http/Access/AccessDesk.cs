using MesosOperator.Runtime.Access;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Http.Access;

/// <summary>Asks whether a principal may do several things, one after another, and stops at the first that is denied.</summary>
internal sealed class AccessDesk(IAuthorizer authorizer, ILogger<AccessDesk> logger)
{
    public async Task<Authorization> AuthorizeAsync(Principal principal, IEnumerable<AccessRequest> requests, CancellationToken stop)
    {
        foreach (var request in requests)
        {
            var authorization = await authorizer.AuthorizeAsync(principal, request, stop);
            if (authorization is Authorization.Denied denied)
                AccessLog.Denied(logger, principal.Name, denied.Reason);
            if (authorization is Authorization.Unavailable unavailable)
                AccessLog.Unavailable(logger, unavailable.Reason);
            if (authorization is not Authorization.Allowed)
                return authorization;
        }

        return Authorization.Allowed.Yes;
    }
}
