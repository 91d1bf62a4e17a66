using MesosOperator.Host.Serving;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Standalone;

/// <summary>What a standalone operator is made of beside the master and its servers: its state lies in an API server of its own.</summary>
internal static class StandaloneParts
{
    /// <summary>The operator's own namespace.</summary>
    public const string Namespace = "default";

    public static OperatorParts Parts(this StandaloneOptions options, string kubeconfig) => new(
        services =>
        {
            services.AddKubernetesOperator(new KubernetesOptions
            {
                Kubeconfig = kubeconfig,
                Namespace = Namespace,
                Identity = $"{Environment.MachineName}_{Guid.NewGuid():D}",
                MasterUrl = $"http://{Reachable.From(options.Serving.Http.BindAddress, options.Serving.Http.Port)}",
                Seed = Chance.Seed(),
                Election = LeadElection.Sole,
            });
            if (options.Joining.Authentication != AgentAuthentication.None)
                services.AddKubernetesJoining(options.Joining, Namespace);
            if (options.Credentials is { } credentials)
                services.AddCredentialAccess(new FixedCredentials(credentials), options.Anonymous);
            else
                services.AddOpenAccess();
        },
        services => services.AddKubernetesControllers());
}
