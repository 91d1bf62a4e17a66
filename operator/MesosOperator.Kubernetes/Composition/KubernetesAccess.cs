using k8s.Models;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Lets a cluster say who callers are and what they may do.</summary>
public static class KubernetesAccess
{
    private const string FieldManager = "mesos-operator";
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds both ports of access and follows the Secret of credentials. Wants the connection to the API server, the
    /// metrics of controllers, chance for back-off and a clock to be added too.
    /// </summary>
    public static IServiceCollection AddKubernetesAccess(this IServiceCollection services, KubernetesAccessOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new ReviewSlots(options.AskedMax, options.WaitingMax));
        services.AddSingleton<Reviewer>();
        services.AddSingleton<TokenAuthenticator>();
        services.AddSingleton(CredentialsOf);
        services.AddHostedService<CredentialsService>();
        services.AddSingleton<IAuthenticator>(provider => new SchemeAuthenticator(
            options.Anonymous,
            new CredentialAuthenticator(provider.GetRequiredService<SecretCredentials>()),
            provider.GetRequiredService<TokenAuthenticator>()));
        services.AddSingleton<IAuthorizer, SubjectAuthorizer>();
        return services;
    }

    private static SecretCredentials CredentialsOf(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<KubernetesAccessOptions>();
        var informer = new Informer<V1Secret>(
            new ResourceClient<V1Secret>(provider.GetRequiredService<ApiServer>(), FieldManager),
            SecretCredentials.Followed(options),
            new Backoff(FirstWait, LongestWait, provider.GetRequiredService<Jitter>()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ControllerMetrics>(),
            provider.GetRequiredService<ILogger<Informer<V1Secret>>>());
        return new(informer, options, provider.GetRequiredService<ILogger<SecretCredentials>>());
    }
}
