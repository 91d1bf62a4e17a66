using k8s;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Controllers.Agents;
using MesosOperator.Kubernetes.Controllers.Clusters;
using MesosOperator.Kubernetes.Controllers.Frameworks;
using MesosOperator.Kubernetes.Controllers.Offers;
using MesosOperator.Kubernetes.Controllers.Roles;
using MesosOperator.Kubernetes.Controllers.Tasks;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Members;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Telemetry;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Kubernetes.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Controllers;

/// <summary>The list of all controllers, and what makes each of them look at an object beside the object itself.</summary>
internal sealed class ControllerList(
    ClusterCaches caches, PictureWatch pictures, ResourceStreams streams, OfferBook offers, TaskBook tasks, MemberClusters members, IServiceProvider services)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly TimeProvider _time = services.GetRequiredService<TimeProvider>();
    private readonly ControllerMetrics _metrics = services.GetRequiredService<ControllerMetrics>();

    /// <summary>Adds what the controllers are made of.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<ControllerList>();
        foreach (var part in (Type[])
        [
            typeof(FrameworkReconciler), typeof(Register), typeof(RunScheduler), typeof(Mirror), typeof(Frameworks.Report), typeof(Outlooks), typeof(TearDown),
            typeof(OfferReconciler), typeof(Offers.Project), typeof(Respond), typeof(End),
            typeof(TaskReconciler), typeof(Tasks.Project), typeof(Kill),
            typeof(AgentReconciler), typeof(Reserve), typeof(Revoke), typeof(Agents.Report),
            typeof(RoleReconciler), typeof(Roles.Report),
            typeof(ClusterReconciler), typeof(ClusterCredentials), typeof(Clusters.Report),
        ])
            services.AddSingleton(part);
    }

    /// <summary>Runs all of them until they are stopped.</summary>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        using var frameworks = Queue("framework", 50);
        using var offered = Queue("offer", 400);
        using var running = Queue("task", 400);
        using var agents = Queue("agent", 50);
        using var roles = Queue("role", 20);
        using var clusters = Queue("cluster", 20);
        streams.Changed += key => frameworks.Add(key);
        pictures.FrameworkChanged += id => Add(frameworks, caches.FrameworkOf(id));
        offers.Changed += key => offered.Add(key);
        tasks.Changed += key => running.Add(key);
        pictures.AgentChanged += id => agents.Add(KeyOf(id));
        members.Changed += key => clusters.Add(key);
        pictures.RoleChanged += role => Add(roles, caches.RoleOf(role));
        var ofFrameworks = Controller(caches.Frameworks, services.GetRequiredService<FrameworkReconciler>(), frameworks, "framework", 8);
        var ofRoles = Controller(caches.Roles, services.GetRequiredService<RoleReconciler>(), roles, "role", 1);
        // Of several objects that claim the same one counts; when it goes, the next does.
        ofFrameworks.Watch(caches.Frameworks.Informer, framework => caches.FrameworksAt(FrameworkMapping.IdOf(framework)));
        ofRoles.Watch(caches.Roles.Informer, role => caches.RolesAt(role.Spec.Path));
        await Task.WhenAll(
            ofFrameworks.RunAsync(stop, abort),
            Controller(caches.Offers, services.GetRequiredService<OfferReconciler>(), offered, "offer", 16).RunAsync(stop, abort),
            Controller(caches.Tasks, services.GetRequiredService<TaskReconciler>(), running, "task", 16).RunAsync(stop, abort),
            Controller(caches.Agents, services.GetRequiredService<AgentReconciler>(), agents, "agent", 8).RunAsync(stop, abort),
            Controller(caches.Clusters, services.GetRequiredService<ClusterReconciler>(), clusters, "cluster", 8).RunAsync(stop, abort),
            ofRoles.RunAsync(stop, abort));
        await members.EndAllAsync();
    }

    private Controller<T> Controller<T>(ResourceCache<T> cache, IReconciler reconciler, WorkQueue<ResourceKey> queue, string name, int concurrencyMax)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(new ControllerOptions(name, concurrencyMax), cache.Informer, reconciler, queue, _time, _metrics, services.GetRequiredService<ILogger<Controller<T>>>());

    private WorkQueue<ResourceKey> Queue(string name, double perSecond) => new(
        new WorkQueueOptions(name) { PerSecond = perSecond, Burst = 2 * (int)perSecond },
        new Backoff(FirstWait, LongestWait, services.GetRequiredService<Jitter>()),
        _time,
        _metrics);

    /// <summary>The object of an agent that has none is called as it will be.</summary>
    private ResourceKey KeyOf(AgentId id) =>
        caches.AgentOf(id) is { } known ? ResourceKey.Of(known)
        : pictures.Current?.Agents.GetValueOrDefault(id) is { } view ? new("", ObjectNames.Of(id, view.Info.Hostname))
        : new("", ObjectNames.Of(id, ""));

    private static void Add<T>(WorkQueue<ResourceKey> queue, T? resource) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (resource is not null)
            queue.Add(ResourceKey.Of(resource));
    }
}
