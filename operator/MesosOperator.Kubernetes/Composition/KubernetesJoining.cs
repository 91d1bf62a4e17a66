using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Lets hosts join by tokens, and the operator vouch for them, with Secrets of its namespace.</summary>
public static class KubernetesJoining
{
    private const string FieldManager = "mesos-operator";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds both Secrets and all that works on them. Wants the connection to the API server, the metrics of controllers,
    /// chance for back-off, a leadership and a clock to be added too.
    /// </summary>
    public static IServiceCollection AddKubernetesJoining(this IServiceCollection services, JoiningOptions options, string operatorNamespace)
    {
        services.AddSingleton(provider => new SecretAuthority(
            Client(provider), Informer(provider, SecretAuthority.Followed(operatorNamespace)), operatorNamespace,
            provider.GetRequiredService<ILogger<SecretAuthority>>()));
        services.AddSingleton<IAuthorityStore>(provider => provider.GetRequiredService<SecretAuthority>());
        services.AddSingleton(provider => new SecretTokens(
            Informer(provider, SecretTokens.Followed(operatorNamespace)), provider.GetRequiredService<ILogger<SecretTokens>>()));
        services.AddSingleton<ITokenSource>(provider => provider.GetRequiredService<SecretTokens>());
        services.AddJoining(options);
        services.AddHostedService<JoiningService>();
        return services;
    }

    private static ResourceClient<V1Secret> Client(IServiceProvider provider) => new(provider.GetRequiredService<ApiServer>(), FieldManager);

    private static Informer<V1Secret> Informer(IServiceProvider provider, InformerOptions options) => new(
        Client(provider),
        options,
        new Backoff(FirstWait, LongestWait, provider.GetRequiredService<Jitter>()),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ControllerMetrics>(),
        provider.GetRequiredService<ILogger<Informer<V1Secret>>>());
}
