using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MesosOperator.Runtime.Composition;

/// <summary>Puts together how agents join.</summary>
public static class JoiningServices
{
    /// <summary>
    /// Asks agents who they are. Wants a store of the authority, a source of tokens, a leadership, a clock and a source of
    /// new identities (<c>Func&lt;Guid&gt;</c>) to be added too, and the keeper of the authority to be run.
    /// </summary>
    public static IServiceCollection AddJoining(this IServiceCollection services, JoiningOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<AgentAuthority>();
        services.AddSingleton<AuthorityKeeper>();
        services.AddSingleton<AdmissionDesk>();
        return services;
    }

    /// <summary>Asks no agent who it is, unless something else was said before.</summary>
    public static IServiceCollection TryAddOpenJoining(this IServiceCollection services)
    {
        services.TryAddSingleton(new JoiningOptions());
        return services;
    }
}
