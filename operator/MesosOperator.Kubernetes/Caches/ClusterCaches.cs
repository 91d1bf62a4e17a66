using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Crds;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Clusters;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Roles;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Permissions;
using MesosOperator.Kubernetes.Reconciling.Informers;

namespace MesosOperator.Kubernetes.Caches;

/// <summary>All that is known of the objects that the operator works on, and by what they are found.</summary>
internal sealed class ClusterCaches
{
    /// <summary>What following and reading all of them asks of the API server.</summary>
    public static readonly ImmutableArray<Permission> Permissions =
    [
        .. ((string[])["frameworks", "offers", "tasks", "agents", "roles", "clusters"]).Select(kind => Permission.InCluster(ApiGroup.Name, kind, "list", "watch")),
    ];

    private readonly ResourceIndex<V1Alpha1Framework> _frameworksById;
    private readonly ResourceIndex<V1Alpha1Framework> _frameworksByName;
    private readonly ResourceIndex<V1Alpha1Agent> _agentsById;
    private readonly ResourceIndex<V1Alpha1Agent> _agentsByIdentity;
    private readonly ResourceIndex<V1Alpha1Role> _rolesByPath;
    private readonly ResourceIndex<V1Alpha1Offer> _offersByFramework;
    private readonly ResourceIndex<V1Alpha1Task> _tasksByFramework;

    public ClusterCaches(
        ResourceCache<V1Alpha1Framework> frameworks, ResourceCache<V1Alpha1Offer> offers, ResourceCache<V1Alpha1Task> tasks,
        ResourceCache<V1Alpha1Agent> agents, ResourceCache<V1Alpha1Role> roles, ResourceCache<V1Alpha1Cluster> clusters)
    {
        (Frameworks, Offers, Tasks, Agents, Roles, Clusters) = (frameworks, offers, tasks, agents, roles, clusters);
        _frameworksById = Frameworks.Lister.IndexBy(framework => [FrameworkMapping.IdOf(framework).Value]);
        _frameworksByName = Frameworks.Lister.IndexBy(framework => [FrameworkMapping.NameOf(framework)]);
        _agentsById = Agents.Lister.IndexBy(agent => agent.Status?.Id is { } id ? [id] : []);
        _agentsByIdentity = Agents.Lister.IndexBy(agent => agent.Status?.Identity is { } identity ? [identity] : []);
        _rolesByPath = Roles.Lister.IndexBy(role => [role.Spec.Path]);
        _offersByFramework = Offers.Lister.IndexBy(offer => [offer.Spec.FrameworkId]);
        _tasksByFramework = Tasks.Lister.IndexBy(task => [task.Spec.FrameworkId]);
    }

    public ResourceCache<V1Alpha1Framework> Frameworks { get; }

    public ResourceCache<V1Alpha1Offer> Offers { get; }

    public ResourceCache<V1Alpha1Task> Tasks { get; }

    public ResourceCache<V1Alpha1Agent> Agents { get; }

    public ResourceCache<V1Alpha1Role> Roles { get; }

    public ResourceCache<V1Alpha1Cluster> Clusters { get; }

    /// <summary>Completes when all that a master goes by is known; of offers and tasks, which are many, the objects only show what is so.</summary>
    public Task FactsSynced => Task.WhenAll(Frameworks.Informer.Synced, Agents.Informer.Synced, Roles.Informer.Synced);

    /// <summary>Completes when all of them are known.</summary>
    public Task Synced => Task.WhenAll(FactsSynced, Offers.Informer.Synced, Tasks.Informer.Synced, Clusters.Informer.Synced);

    /// <summary>Follows the server until it is stopped.</summary>
    public Task RunAsync(CancellationToken stop) => Task.WhenAll(
        Frameworks.Informer.RunAsync(stop), Offers.Informer.RunAsync(stop), Tasks.Informer.RunAsync(stop),
        Agents.Informer.RunAsync(stop), Roles.Informer.RunAsync(stop), Clusters.Informer.RunAsync(stop));

    /// <summary>The object that stands for a framework: of several that claim its id the oldest.</summary>
    public V1Alpha1Framework? FrameworkOf(FrameworkId id) => Seniority.Oldest(_frameworksById.Find(id.Value).Values);

    /// <summary>All objects that claim a framework's id.</summary>
    public IEnumerable<ResourceKey> FrameworksAt(FrameworkId id) => _frameworksById.Find(id.Value).Keys;

    /// <summary>The objects whose framework has a name in the Mesos API.</summary>
    public IEnumerable<V1Alpha1Framework> FrameworksNamed(string name) => _frameworksByName.Find(name).Values;

    /// <summary>The object of an agent.</summary>
    public V1Alpha1Agent? AgentOf(AgentId id) => Seniority.Oldest(_agentsById.Find(id.Value).Values);

    /// <summary>The object of the agent with an identity, which is that in its certificate.</summary>
    public V1Alpha1Agent? AgentNamed(string identity) => Seniority.Oldest(_agentsByIdentity.Find(identity).Values);

    /// <summary>The object that stands for a role: of several with its path the oldest.</summary>
    public V1Alpha1Role? RoleOf(RoleName role) => Seniority.Oldest(_rolesByPath.Find(role.Value).Values);

    /// <summary>All objects with a role's path.</summary>
    public IEnumerable<ResourceKey> RolesAt(string path) => _rolesByPath.Find(path).Keys;

    /// <summary>The offers of a framework.</summary>
    public IEnumerable<V1Alpha1Offer> OffersOf(FrameworkId id) => _offersByFramework.Find(id.Value).Values;

    /// <summary>The tasks of a framework.</summary>
    public IEnumerable<V1Alpha1Task> TasksOf(FrameworkId id) => _tasksByFramework.Find(id.Value).Values;
}
