using k8s;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Kubernetes.Members.Inventory;
using MesosOperator.Kubernetes.Members.Tasks;
using MesosOperator.Kubernetes.Members.Windows;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Reconciling.Queues;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Kubernetes.Members;

/// <summary>
/// A member cluster for as long as it can be reached without interruption: its nodes are agents of the master, and what the
/// master orders of them becomes Pods. What it knows it has read from the cluster; the next session reads it again.
/// </summary>
internal sealed partial class MemberSession : INodeSource, IDisposable
{
    private const int Workers = 32;
    private const string Manager = "mesos-operator";

    /// <summary>Requests are limited, and not what is looked at.</summary>
    private const int KeysPerSecond = 10_000;

    /// <summary>Larger clusters than Kubernetes supports are not followed.</summary>
    private const int NodesMax = 10_000;
    private const int PodsMax = 300_000;

    /// <summary>A cluster that is not followed for so long is out of date.</summary>
    private static readonly TimeSpan BehindMax = TimeSpan.FromSeconds(30);

    private readonly MemberSettings _settings;
    private readonly MemberParts _parts;
    private readonly ApiServer _server;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private readonly WorkQueue<MemberKey> _queue;
    private readonly Informer<V1Node> _nodes;
    private readonly Informer<PodDigest> _others;
    private readonly Informer<V1Pod> _own;
    private readonly ResourceClient<V1Pod> _pods;
    private readonly ResourceClient<V1PersistentVolumeClaim> _claims;
    private readonly NodeLedger _ledger = new();
    private readonly WordPool _words = new();
    private readonly Dictionary<string, NodeAgent> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<AgentId, NodeAgent> _agentsById = [];
    private readonly TaskBook _tasks = new();
    private readonly Queue<(LinkId Link, FrameworkId Framework, TaskId Task)> _unknown = new();
    private readonly Queue<MemberKey> _missed = new();
    private readonly HashSet<MemberKey> _missedKeys = [];
    private bool _isKnown;
    private DateTimeOffset? _departure;
    private bool _isHeld;

    public MemberSession(MemberSettings settings, ApiServer server, MemberParts parts)
    {
        (_settings, _parts, _server, _log) = (settings, parts, server, parts.Logs.CreateLogger<MemberSession>());
        _queue = new(new WorkQueueOptions("member") { KeysMax = settings.KeysMax, PerSecond = KeysPerSecond, Burst = KeysPerSecond }, parts.Backoff, parts.Time, parts.Metrics);
        _pods = new(server, Manager);
        _claims = new(server, Manager);
        Namespace = new(server, settings);
        _nodes = InformerOf<V1Node>(server, new InformerOptions { Trim = TrimNode, ObjectsMax = NodesMax });
        _others = InformerOf<PodDigest>(server, new InformerOptions
        {
            Query = new ResourceQuery(LabelSelector: $"{Crds.Labels.Cluster}!={settings.Name}", FieldSelector: "status.phase!=Succeeded,status.phase!=Failed"),
            Trim = digest => ((PodDigest)digest).Share(_words),
            ResyncPeriod = TimeSpan.Zero,
            ObjectsMax = PodsMax,
        });
        _own = InformerOf<V1Pod>(server, new InformerOptions { Query = new ResourceQuery(settings.Spec.Tasks.Namespace, $"{Crds.Labels.Cluster}={settings.Name}"), ObjectsMax = settings.KeysMax });
    }

    /// <summary>Told when nodes have joined or left. It may not call back.</summary>
    public event Action Changed = () => { };

    /// <summary>Completes when all nodes and Pods are known.</summary>
    public Task Synced => Task.WhenAll(_nodes.Synced, _others.Synced, _own.Synced);

    /// <summary>The namespace of the tasks.</summary>
    public TaskNamespace Namespace { get; }

    /// <summary>Whether it is known that there are no Pods of ours.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_gate)
                return _isKnown && _tasks.Count == 0;
        }
    }

    /// <summary>What hinders it though the cluster answers; null where nothing does.</summary>
    public MemberProblem? Trouble
    {
        get
        {
            lock (_gate)
                return Namespace.Problem ?? (_missed.Count > 0 ? new(MemberFailure.Overloaded, $"More than {_settings.KeysMax} nodes and Pods wait to be looked at") : null);
        }
    }

    /// <summary>The agents that the nodes are.</summary>
    public IReadOnlyList<AgentId> Agents
    {
        get
        {
            lock (_gate)
                return [.. _agents.Values.Where(agent => agent.Link is not null).Select(agent => agent.Id)];
        }
    }

    /// <summary>What is known of the nodes now, added to what is known of the cluster.</summary>
    public MemberState Describe(MemberState state)
    {
        var (freshAt, behind) = Freshness();
        lock (_gate)
        {
            var (capacity, free, nodes) = (new NodeAmounts(), new NodeAmounts(), 0);
            foreach (var agent in _agents.Values.Where(agent => agent.Phase == NodeLinkPhase.Joined))
                if (_nodes.Lister.Find(new("", agent.Name)) is { } node)
                {
                    nodes++;
                    capacity += NodeReader.AllocatableOf(node);
                    free += NodeAmounts.Of(agent.Told?.Resources.Quantities ?? ResourceQuantities.Empty);
                }

            return state with
            {
                IsSynced = _isKnown,
                FreshAt = freshAt ?? state.FreshAt,
                StaleBecause = behind,
                Queued = _queue.Count,
                Nodes = nodes,
                Pods = _tasks.Count + _orphans.Keys.Count(name => _tasks.OfPod(name) is null),
                Orphans = _orphans.Count,
                Capacity = ResourceSet.Of(capacity.ToResources()),
                Free = ResourceSet.Of(free.ToResources()),
            };
        }
    }

    /// <summary>
    /// Nothing is placed on the nodes any more; what runs there goes on, and frameworks are asked to leave until they leave
    /// for good.
    /// </summary>
    public void CloseNodes(DateTimeOffset departure)
    {
        lock (_gate)
        {
            if (_departure == departure)
                return;
            _departure = departure;
            foreach (var agent in _agents.Values)
                Look(MemberKey.OfNode(agent.Name));
        }
    }

    /// <summary>Nothing is placed on the nodes until <see cref="FreeNodes"/>.</summary>
    public void HoldNodes() => Offer(ref _isHeld, true);

    /// <summary>They are offered again.</summary>
    public void FreeNodes() => Offer(ref _isHeld, false);

    /// <summary>Works until it is stopped; then its agents have lost their links, and nothing of it is under way.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var closing = stop.Register(_queue.Close);
        using var nodes = _nodes.Subscribe(change => Look(MemberKey.OfNode(change.Resource.Metadata.Name)));
        using var own = _own.Subscribe(change => Look(MemberKey.OfPod(change.Resource.Metadata.Name)));
        using var others = _others.Subscribe(Follow);
        var following = Task.WhenAll(_nodes.RunAsync(stop), _others.RunAsync(stop), _own.RunAsync(stop));
        try
        {
            var prepared = Namespace.EnsureAsync(stop);
            await Synced.WaitAsync(stop);
            await Task.Yield(); // not on an informer's time
            if (await prepared is not null && Namespace.Problem is not null)
                HoldNodes();
            Learn();
            await LeaveForMissingNodesAsync(stop);
            Begin();
            _parts.Links.Window.Open(this);
            await Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(stop)));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // That is how it ends.
        }

        _parts.Links.Window.Close(this);
        _queue.Close();
        await following;
        await PartAsync();
    }

    public void Dispose() => _queue.Dispose();

    /// <summary>What runs already is known before any node joins.</summary>
    private void Learn()
    {
        lock (_gate)
        {
            foreach (var pod in _own.Lister.All.Values)
                Adopt(pod);
            _isKnown = true;
        }
    }

    private void Begin()
    {
        foreach (var node in _nodes.Lister.All.Keys)
            Look(MemberKey.OfNode(node.Name));
    }

    private void Offer(ref bool flag, bool value)
    {
        lock (_gate)
        {
            if (flag == value)
                return;
            flag = value;
            foreach (var agent in _agents.Values)
                Look(MemberKey.OfNode(agent.Name));
        }
    }

    /// <summary>Until when everything is known, and why it is no longer so.</summary>
    private (DateTimeOffset? FreshAt, string? Behind) Freshness()
    {
        var now = _parts.Time.GetUtcNow();
        if (!Synced.IsCompleted)
            return (null, First(_nodes.Problem, _others.Problem, _own.Problem) ?? "It is being listed");
        var since = ((DateTimeOffset?[])[_nodes.BehindSince, _others.BehindSince, _own.BehindSince]).Min() ?? now;
        return (since, now - since < BehindMax ? null : First(_nodes.Problem, _others.Problem, _own.Problem) ?? "It is not followed");
    }

    private static string? First(params ReadOnlySpan<string?> problems)
    {
        foreach (var problem in problems)
            if (problem is not null)
                return problem;
        return null;
    }

    /// <summary>Has something looked at. What there is no room for waits, once, until there is.</summary>
    private void Look(MemberKey key)
    {
        if (_queue.Add(key) || _queue.IsClosed)
            return;
        lock (_gate)
        {
            if (_missed.Count == 0)
                MemberLog.Overloaded(_log, _settings.Name, key);
            if (_missedKeys.Add(key))
                _missed.Enqueue(key);
            CatchUp(); // All that was in the queue may be done by now.
        }
    }

    private void CatchUp()
    {
        lock (_gate)
            while (_missed.TryPeek(out var key) && _queue.Count < _settings.KeysMax && _queue.Add(key))
                _missedKeys.Remove(_missed.Dequeue());
    }

    private void Follow(ResourceChange<PodDigest> change)
    {
        if (change.Kind == ChangeKind.Resynced)
            return;
        var isGone = change.Kind is ChangeKind.Deleted or ChangeKind.DeletedUnseen;
        lock (_gate)
            foreach (var node in _ledger.Replace(change.Previous, isGone ? null : change.Resource))
                if (_isKnown)
                    Look(MemberKey.OfNode(node));
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (await _queue.TakeAsync(stop) is { } key)
        {
            try
            {
                var again = key.Node.Length > 0 ? await LookAtNodeAsync(key.Node, stop) : await LookAtPodAsync(key.Pod, stop);
                if (again is { } wait)
                    _queue.Again(key, wait);
                else
                    _queue.Done(key);
            }
            catch (ApiServerException problem)
            {
                MemberLog.Failed(_log, _settings.Name, key, problem.Message);
                _queue.Retry(key, problem.RetryAfter ?? TimeSpan.Zero);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                _queue.Done(key);
            }
            catch (Exception fault)
            {
                MemberLog.Faulted(_log, fault, _settings.Name, key);
                _queue.Retry(key, TimeSpan.Zero);
            }

            CatchUp();
        }
    }

    private Informer<T> InformerOf<T>(ApiServer server, InformerOptions options) where T : class, IKubernetesObject<V1ObjectMeta> => new(
        new ResourceClient<T>(server, Manager), options, _parts.Backoff, _parts.Time, _parts.Metrics, _parts.Logs.CreateLogger<Informer<T>>());

    /// <summary>Images and volumes make most of a node, and nothing follows from them here.</summary>
    private static void TrimNode(IKubernetesObject<V1ObjectMeta> resource)
    {
        (resource.Metadata.Annotations, resource.Metadata.OwnerReferences) = (null, null);
        if (resource is not V1Node { Status: { } status } node)
            return;
        (status.Capacity, status.VolumesAttached, status.VolumesInUse, status.DaemonEndpoints) = (null, null, null, null);
        status.Conditions = status.Conditions?.Where(condition => condition.Type == "Ready").Select(ready => new V1NodeCondition { Type = "Ready", Status = ready.Status }).ToArray();
        status.Addresses = status.Addresses?.Where(address => address.Type == "InternalIP").ToArray();
        if (status.NodeInfo is { } info)
            status.NodeInfo = new V1NodeSystemInfo { KubeletVersion = info.KubeletVersion };
    }

    private Instant Now => new((_parts.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);
}
