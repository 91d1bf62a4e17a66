using MesosOperator.Runtime.Access;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Runtime.Composition;

/// <summary>Says who callers are and what they may do where no Kubernetes does.</summary>
public static class AccessServices
{
    /// <summary>Serves everybody and asks for nothing.</summary>
    public static IServiceCollection AddOpenAccess(this IServiceCollection services) => services.AddAccess(new OpenAuthenticator());

    /// <summary>Serves who shows a name and its secret; each may then do everything.</summary>
    public static IServiceCollection AddCredentialAccess(
        this IServiceCollection services, ICredentialSource credentials, AnonymousAccess anonymous) =>
        services.AddAccess(new SchemeAuthenticator(anonymous, new CredentialAuthenticator(credentials), bearer: null));

    private static IServiceCollection AddAccess(this IServiceCollection services, IAuthenticator authenticator)
    {
        services.AddSingleton(authenticator);
        services.AddSingleton<IAuthorizer, OpenAuthorizer>();
        return services;
    }
}
