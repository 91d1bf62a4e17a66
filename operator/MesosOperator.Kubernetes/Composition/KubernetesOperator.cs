using k8s;
using k8s.Models;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Roles;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Controllers;
using MesosOperator.Kubernetes.Controllers.Frameworks;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Joining;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Members;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Storage;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Nodes;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Puts together what makes the master one whose state lies in custom resources.</summary>
public static class KubernetesOperator
{
    private const string Manager = "mesos-operator";
    private const string StoreManager = "mesos-operator-store";
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Adds the connection, what is followed, the election of a leader and the store. To be called before the runtime is
    /// added: hosts stop in the reverse order, and the lead is given up last.
    /// </summary>
    /// <exception cref="k8s.Exceptions.KubeConfigException">The file that says where the API server is makes no sense.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IServiceCollection AddKubernetesOperator(this IServiceCollection services, KubernetesOptions options)
    {
        var configuration = options.Kubeconfig is { } file
            ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file, options.Context)
            : KubernetesClientConfiguration.InClusterConfig();
        services.AddSingleton(_ => new k8s.Kubernetes(configuration));
        services.AddSingleton(provider => new ApiServer(
            provider.GetRequiredService<k8s.Kubernetes>(), provider.GetRequiredService<TimeProvider>(), options.AnswerWithin));
        services.AddSingleton<MemberDialer>(provider => (wanted, credentials, traffic) =>
            MemberConnection.Open(wanted, credentials, provider.GetRequiredService<TimeProvider>(), traffic));
        services.AddSingleton(provider => new HomeCluster(new("", (traffic, _) => Task.FromResult(
            provider.GetRequiredService<MemberDialer>()(configuration, new MemberCredentials(), traffic)))));
        return services.AddKubernetesParts(options);
    }

    /// <summary>All that stands on a connection to an API server, which is to be added too.</summary>
    internal static IServiceCollection AddKubernetesParts(this IServiceCollection services, KubernetesOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(new Jitter(options.Seed));
        services.AddSingleton<ControllerMetrics>();
        AddCaches(services);
        AddElection(services, options);
        AddStore(services, options);
        AddTransport(services);
        return services;
    }

    /// <summary>Adds the controllers. To be called after the runtime was added, so that they stop before it.</summary>
    public static IServiceCollection AddKubernetesControllers(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EventRecorder(
            Client<Eventsv1Event>(provider),
            new EventRecorderOptions(Manager, provider.GetRequiredService<KubernetesOptions>().Identity),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ControllerMetrics>(),
            provider.GetRequiredService<ILogger<EventRecorder>>()));
        services.AddSingleton<IRefusalObserver>(provider => ActivatorUtilities.CreateInstance<RefusalEvents>(provider));
        services.AddSingleton<PictureWatch>();
        services.AddSingleton(provider => new SchedulerOptions(provider.GetRequiredService<KubernetesOptions>().MasterUrl));
        services.AddSingleton(Client<V1Deployment>);
        services.AddSingleton(Client<V1Secret>);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MemberParts>(provider));
        services.AddSingleton(provider => new PluginPolicy(provider.GetRequiredService<KubernetesOptions>().CredentialPrograms));
        services.AddSingleton<MemberClusters>();
        ControllerList.AddTo(services);
        services.AddHostedService<TermService>();
        return services;
    }

    private static void AddCaches(IServiceCollection services)
    {
        services.AddSingleton(CacheOf<V1Alpha1Framework>);
        services.AddSingleton(CacheOf<V1Alpha1Offer>);
        services.AddSingleton(CacheOf<V1Alpha1Task>);
        services.AddSingleton(CacheOf<V1Alpha1Agent>);
        services.AddSingleton(CacheOf<V1Alpha1Role>);
        services.AddSingleton(CacheOf<V1Alpha1Cluster>);
        services.AddSingleton<ClusterCaches>();
        services.AddHostedService<CacheService>();
    }

    private static void AddElection(IServiceCollection services, KubernetesOptions options)
    {
        if (options.Election == LeadElection.Sole)
            return;
        services.AddSingleton(provider => new LeaderElection(
            Client<V1Lease>(provider),
            new LeaderElectionOptions(options.Namespace, LeaderElectionOptions.DefaultLease) { Identity = options.Identity, Address = options.Address },
            provider.GetRequiredService<Jitter>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ControllerMetrics>(),
            provider.GetRequiredService<ILogger<LeaderElection>>()));
        services.AddSingleton<ILeadership>(provider => provider.GetRequiredService<LeaderElection>());
        services.AddHostedService<ElectionService>();
        if (options.Pod is { } pod)
            AddLabel(services, new ResourceKey(options.PodNamespace ?? options.Namespace, pod));
    }

    private static void AddLabel(IServiceCollection services, ResourceKey pod)
    {
        services.AddSingleton(provider => new LeaderLabel(
            Client<V1Pod>(provider),
            pod,
            provider.GetRequiredService<ILeadership>(),
            BackoffOf(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<LeaderLabel>>()));
        services.AddHostedService<LabelService>();
    }

    private static void AddStore(IServiceCollection services, KubernetesOptions options)
    {
        services.AddSingleton(new FrameworkNamespaces(options.Namespace));
        services.AddSingleton(provider => new StorePatience(BackoffOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<FrameworkRecords>(provider, Client<V1Alpha1Framework>(provider, StoreManager)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<AgentRecords>(provider, Client<V1Alpha1Agent>(provider, StoreManager)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<LateAgents>(provider, BackoffOf(provider)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RoleRecords>(provider, Client<V1Alpha1Role>(provider, StoreManager)));
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<MaintenanceRecords>(provider, Client<V1ConfigMap>(provider, StoreManager), options.Namespace));
        services.AddSingleton<StoreRecords>();
        services.AddSingleton<IClusterStore, KubernetesClusterStore>();
        services.AddSingleton<IFrameworkAdmission, FrameworkAdmissions>();
    }

    private static void AddTransport(IServiceCollection services)
    {
        services.AddSingleton<OfferBook>();
        services.AddSingleton<IMasterObserver>(provider => provider.GetRequiredService<OfferBook>());
        services.AddSingleton<TaskBook>();
        services.AddSingleton<Happenings>();
        services.AddSingleton<IMasterObserver>(provider => provider.GetRequiredService<Happenings>());
        services.AddSingleton<ResourceStreams>();
        services.AddSingleton<IFrameworkStreams>(provider => provider.GetRequiredService<ResourceStreams>());
        services.AddSingleton<ResourceTransport>();
        services.AddSingleton<MemberLinks>();
        services.AddSingleton<IAgentLinks>(provider => provider.GetRequiredService<MemberLinks>());
        services.AddSingleton<INodeWindow>(provider => provider.GetRequiredService<MemberLinks>().Window);
    }

    private static ResourceCache<T> CacheOf<T>(IServiceProvider provider) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var client = Client<T>(provider);
        return new(client, new Informer<T>(
            client,
            new InformerOptions(),
            BackoffOf(provider),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ControllerMetrics>(),
            provider.GetRequiredService<ILogger<Informer<T>>>()));
    }

    private static ResourceClient<T> Client<T>(IServiceProvider provider) where T : class, IKubernetesObject<V1ObjectMeta> => Client<T>(provider, Manager);

    private static ResourceClient<T> Client<T>(IServiceProvider provider, string manager) where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(provider.GetRequiredService<ApiServer>(), manager);

    private static Backoff BackoffOf(IServiceProvider provider) => new(FirstWait, LongestWait, provider.GetRequiredService<Jitter>());
}
