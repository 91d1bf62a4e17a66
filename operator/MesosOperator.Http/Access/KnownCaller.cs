using System.Security.Principal;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MesosOperator.Http.Access;

/// <summary>Remembers with a request who makes it.</summary>
internal sealed class KnownCaller
{
    private readonly Principal _principal;

    private KnownCaller(Principal principal) => _principal = principal;

    /// <summary>Who makes a request that passed the guard; its proven name is also that of <see cref="HttpContext.User"/>.</summary>
    public static Principal Of(HttpContext context) => context.Features.GetRequiredFeature<KnownCaller>()._principal;

    public static void Set(HttpContext context, Principal principal)
    {
        context.Features.Set(new KnownCaller(principal));
        if (principal.ProvenName is { } name)
            context.User = new GenericPrincipal(new GenericIdentity(name, principal.Kind.ToString()), null);
    }
}
