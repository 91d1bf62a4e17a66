using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Crds.Resources;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;

namespace MesosOperator.Kubernetes.Members;

/// <summary>
/// The namespace of the tasks in a member cluster: made where it is not there, with a ResourceQuota where the object asks
/// for one. What others have made of the namespace stays.
/// </summary>
internal sealed class TaskNamespace
{
    /// <summary>The name of the ResourceQuota.</summary>
    public const string QuotaName = "mesos-operator";

    private const string Manager = "mesos-operator";

    /// <summary>Tasks take ports of their hosts, which stricter levels than this forbid.</summary>
    private static readonly (string Name, string Value) PodSecurity = ("pod-security.kubernetes.io/enforce", "privileged");

    /// <summary>A new namespace has its service account, and a new quota its state, a moment later.</summary>
    private static readonly TimeSpan NewFor = TimeSpan.FromSeconds(10);

    private readonly ResourceClient<V1Namespace> _namespaces;
    private readonly ResourceClient<V1ResourceQuota> _quotas;
    private readonly string _name;
    private readonly ResourceAmounts? _quota;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private DateTimeOffset? _madeAt;
    private MemberProblem? _problem;

    public TaskNamespace(ApiServer server, MemberSettings settings)
    {
        (_namespaces, _quotas, _time) = (new(server, Manager), new(server, Manager), server.Time);
        (_name, _quota) = (settings.Spec.Tasks.Namespace, settings.Spec.Tasks.Quota);
    }

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public MemberProblem? Problem
    {
        get
        {
            lock (_gate)
                return _problem;
        }
    }

    /// <summary>Whether it is so new that what is refused in it may be allowed a moment later.</summary>
    public bool IsNew
    {
        get
        {
            lock (_gate)
                return _madeAt is { } made && _time.GetUtcNow() - made < NewFor;
        }
    }

    /// <summary>Makes it as it is wanted, as far as it is not. What goes wrong is its problem, and returned.</summary>
    public Task<ApiServerException?> EnsureAsync(CancellationToken stop) => EnsureAsync(LookAsync, stop);

    /// <summary>The same when it is known not to be there.</summary>
    public Task<ApiServerException?> RestoreAsync(CancellationToken stop) => EnsureAsync(MakeAsync, stop);

    private async Task<ApiServerException?> EnsureAsync(Func<CancellationToken, Task> ensureNamespaceAsync, CancellationToken stop)
    {
        try
        {
            await ensureNamespaceAsync(stop);
            await EnsureQuotaAsync(stop);
            SetProblem(null);
            return null;
        }
        catch (ApiServerException problem)
        {
            if (problem.Failure is not (ApiFailure.Unavailable or ApiFailure.Throttled))
                SetProblem(new(MemberFailure.NamespaceFailed, $"Namespace {_name} is not as wanted: {problem.Message}"));
            return problem;
        }
    }

    private async Task LookAsync(CancellationToken stop)
    {
        V1Namespace? there;
        try
        {
            there = await _namespaces.FindAsync(new("", _name), stop);
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.Denied)
        {
            return; // Who may not look finds out when a Pod is made.
        }

        if (there is not null)
            NoteMade(there.Metadata.CreationTimestamp is { } made ? new DateTimeOffset(made, TimeSpan.Zero) : null);
        else
            await MakeAsync(stop);
    }

    private async Task MakeAsync(CancellationToken stop)
    {
        try
        {
            await _namespaces.CreateAsync(
                new V1Namespace
                {
                    Metadata = new V1ObjectMeta
                    {
                        Name = _name,
                        Labels = new Dictionary<string, string> { [Labels.ManagedBy] = Labels.Manager, [PodSecurity.Name] = PodSecurity.Value },
                    },
                },
                stop);
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.AlreadyExists)
        {
            // Somebody was quicker.
        }

        NoteMade(_time.GetUtcNow());
    }

    private async Task EnsureQuotaAsync(CancellationToken stop)
    {
        var key = new ResourceKey(_name, QuotaName);
        if (_quota is null)
        {
            if (await FindOldQuotaAsync(key, stop) is { } old && old.Metadata.Labels?.TryGetValue(Labels.ManagedBy, out var manager) == true && manager == Labels.Manager)
                await _quotas.DeleteAsync(key, stop);
            return;
        }

        var there = await _quotas.FindAsync(key, stop);
        if (there is not null && IsAsWanted(there))
            return;
        await _quotas.PatchAsync(key, "", ResourcePatch.ApplyOwn(Wanted()), stop);
        NoteMade(_time.GetUtcNow());
    }

    /// <summary>Who wants no quota need not have the right to look for one.</summary>
    private async Task<V1ResourceQuota?> FindOldQuotaAsync(ResourceKey key, CancellationToken stop)
    {
        try
        {
            return await _quotas.FindAsync(key, stop);
        }
        catch (ApiServerException problem) when (problem.Failure == ApiFailure.Denied)
        {
            return null;
        }
    }

    private bool IsAsWanted(V1ResourceQuota there) =>
        there.Spec?.Hard is { } hard && hard.Count == _quota!.Count
        && _quota.All(limit => hard.TryGetValue(NameOf(limit.Key), out var set) && set.ToDecimal() == new ResourceQuantity(limit.Value.Text).ToDecimal());

    private JsonObject Wanted() => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ResourceQuota",
        ["metadata"] = new JsonObject { ["name"] = QuotaName, ["namespace"] = _name, ["labels"] = new JsonObject { [Labels.ManagedBy] = Labels.Manager } },
        ["spec"] = new JsonObject { ["hard"] = new JsonObject(_quota!.Select(limit => new KeyValuePair<string, JsonNode?>(NameOf(limit.Key), limit.Value.Text))) },
    };

    /// <summary>What Kubernetes calls the requests for a resource in a quota.</summary>
    private static string NameOf(string resource) => resource switch
    {
        "cpus" => "requests.cpu",
        "mem" => "requests.memory",
        "disk" => "requests.ephemeral-storage",
        "gpus" => "requests.nvidia.com/gpu",
        _ => $"requests.{resource}",
    };

    private void NoteMade(DateTimeOffset? at)
    {
        lock (_gate)
            if (at is { } made && (_madeAt is null || made > _madeAt))
                _madeAt = made;
    }

    private void SetProblem(MemberProblem? problem)
    {
        lock (_gate)
            _problem = problem;
    }
}
