using k8s;
using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Kubernetes.Api;
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
    private readonly ResourceClient<V1Namespace> _namespaces;
    private readonly NodeLedger _ledger = new();
    private readonly Dictionary<string, NodeAgent> _agents = new(StringComparer.Ordinal);
    private readonly TaskBook _tasks = new();
    private readonly Queue<(LinkId Link, FrameworkId Framework, TaskId Task)> _unknown = new();
    private bool _isKnown;
    private bool _isClosed;

    public MemberSession(MemberSettings settings, ApiServer server, MemberParts parts)
    {
        (_settings, _parts, _server, _log) = (settings, parts, server, parts.Logs.CreateLogger<MemberSession>());
        var limits = settings.Spec.RequestLimits;
        _queue = new(
            new WorkQueueOptions($"member/{settings.Name}") { PerSecond = limits.PerSecond, Burst = limits.Burst }, parts.Backoff, parts.Time, parts.Metrics);
        _pods = new(server, Manager);
        _namespaces = new(server, Manager);
        _nodes = InformerOf<V1Node>(server, new InformerOptions { Trim = TrimNode });
        _others = InformerOf<PodDigest>(server, new InformerOptions
        {
            Query = new ResourceQuery(LabelSelector: $"{Crds.Labels.Cluster}!={settings.Name}", FieldSelector: "status.phase!=Succeeded,status.phase!=Failed"),
            Trim = PodDigest.Trim,
            ResyncPeriod = TimeSpan.Zero,
        });
        _own = InformerOf<V1Pod>(server, new InformerOptions { Query = new ResourceQuery(settings.Spec.Tasks.Namespace, $"{Crds.Labels.Cluster}={settings.Name}") });
    }

    /// <summary>Told when nodes have joined or left. It may not call back.</summary>
    public event Action Changed = () => { };

    /// <summary>Completes when all nodes and Pods are known.</summary>
    public Task Synced => Task.WhenAll(_nodes.Synced, _others.Synced, _own.Synced);

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
                Nodes = nodes,
                Pods = _tasks.Count,
                Capacity = ResourceSet.Of(capacity.ToResources()),
                Free = ResourceSet.Of(free.ToResources()),
            };
        }
    }

    /// <summary>Nothing is placed on the nodes any more; what runs there goes on.</summary>
    public void CloseNodes()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var agent in _agents.Values)
                _queue.Add(MemberKey.OfNode(agent.Name));
        }
    }

    /// <summary>Works until it is stopped; then its agents have lost their links, and nothing of it is under way.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var closing = stop.Register(_queue.Close);
        using var nodes = _nodes.Subscribe(change => _queue.Add(MemberKey.OfNode(change.Resource.Metadata.Name)));
        using var own = _own.Subscribe(change => _queue.Add(MemberKey.OfPod(change.Resource.Metadata.Name)));
        using var others = _others.Subscribe(Follow);
        var following = Task.WhenAll(_nodes.RunAsync(stop), _others.RunAsync(stop), _own.RunAsync(stop));
        try
        {
            await Synced.WaitAsync(stop);
            await Task.Yield(); // not on an informer's time
            Learn();
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

        foreach (var node in _nodes.Lister.All.Keys)
            _queue.Add(MemberKey.OfNode(node.Name));
    }

    private void Follow(ResourceChange<PodDigest> change)
    {
        if (change.Kind == ChangeKind.Resynced)
            return;
        var isGone = change.Kind is ChangeKind.Deleted or ChangeKind.DeletedUnseen;
        lock (_gate)
            foreach (var node in _ledger.Replace(change.Previous, isGone ? null : change.Resource))
                if (_isKnown)
                    _queue.Add(MemberKey.OfNode(node));
    }

    private async Task WorkAsync(CancellationToken stop)
    {
        while (await _queue.TakeAsync(stop) is { } key)
        {
            try
            {
                var again = key.Node.Length > 0 ? await LookAtNodeAsync(key.Node) : await LookAtPodAsync(key.Pod, stop);
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
        }
    }

    private Informer<T> InformerOf<T>(ApiServer server, InformerOptions options) where T : class, IKubernetesObject<V1ObjectMeta> => new(
        new ResourceClient<T>(server, Manager), options, _parts.Backoff, _parts.Time, _parts.Metrics, _parts.Logs.CreateLogger<Informer<T>>());

    /// <summary>Images and volumes make most of a node, and nothing follows from them here.</summary>
    private static void TrimNode(IKubernetesObject<V1ObjectMeta> resource)
    {
        resource.Metadata.ManagedFields = null;
        resource.Metadata.Annotations = null;
        if (resource is V1Node { Status: { } status })
            (status.Images, status.VolumesAttached, status.VolumesInUse) = (null, null, null);
    }

    private Instant Now => new((_parts.Time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks);
}
