using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Runtime.Metrics;

/// <summary>All metrics under the names that users of Mesos alert on (semantics 3.17); those that mean nothing here are left out.</summary>
public sealed class MesosSnapshot
{
    private static readonly string[] Scalars = [ResourceName.Cpus, ResourceName.Memory, ResourceName.Disk, ResourceName.Gpus];

    private readonly MasterCounters _counters;
    private readonly MasterLoop _loop;
    private readonly MasterClock _clock;
    private readonly MasterProgress _progress;

    internal MesosSnapshot(MasterCounters counters, MasterLoop loop, MasterProgress progress, TimeProvider time)
    {
        _counters = counters;
        _loop = loop;
        _progress = progress;
        _clock = new(time);
    }

    /// <summary>The metrics by name, each once, in ordinal order; null when the master has stopped.</summary>
    public async Task<IReadOnlyDictionary<string, double>?> ReadAsync(CancellationToken cancellation)
    {
        if (await _loop.ViewAsync(cancellation) is not { } view)
            return null;
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["master/elected"] = 1,
            ["master/uptime_secs"] = (_clock.Now() - _progress.StartedAt).TotalSeconds,
            ["master/event_queue_messages"] = _loop.Waiting,
            ["master/outstanding_offers"] = view.Offers.Length,
            ["system/cpus_total"] = Environment.ProcessorCount,
            ["system/mem_total_bytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        };
        AddFrameworks(metrics, view);
        AddAgents(metrics, view);
        AddResources(metrics, view);
        AddTasks(metrics, view);
        AddCounters(metrics, view);
        return metrics;
    }

    private static void AddFrameworks(SortedDictionary<string, double> metrics, MasterView view)
    {
        var connected = view.Frameworks.Count(framework => framework.State == FrameworkState.Connected);
        metrics["master/frameworks_active"] = connected;
        metrics["master/frameworks_connected"] = connected;
        metrics["master/frameworks_disconnected"] = view.Frameworks.Length - connected;
        metrics["master/frameworks_inactive"] = view.Frameworks.Length - connected;
        foreach (var role in view.Roles)
            metrics[$"allocator/mesos/roles/{role.Name.Value}/shares/dominant"] = role.DominantShare;
    }

    private static void AddAgents(SortedDictionary<string, double> metrics, MasterView view)
    {
        var connected = view.Agents.Count(agent => agent.State == AgentState.Connected);
        metrics["master/slaves_active"] = connected;
        metrics["master/slaves_connected"] = connected;
        metrics["master/slaves_disconnected"] = view.Agents.Length - connected;
        metrics["master/slaves_inactive"] = view.Agents.Length - connected;
        metrics["master/slaves_unreachable"] = view.UnreachableAgents.Length;
    }

    private static void AddResources(SortedDictionary<string, double> metrics, MasterView view)
    {
        foreach (var name in Scalars)
        {
            var total = view.Agents.Sum(agent => agent.Total.Quantities.Get(name).ToUnits());
            var used = view.Agents.Sum(agent => agent.Used.Quantities.Get(name).ToUnits());
            var offered = view.Agents.Sum(agent => agent.Offered.Quantities.Get(name).ToUnits());
            metrics[$"master/{name}_total"] = total;
            metrics[$"master/{name}_used"] = used;
            metrics[$"master/{name}_percent"] = total > 0 ? used / total : 0;
            metrics[$"allocator/mesos/resources/{name}/total"] = total;
            metrics[$"allocator/mesos/resources/{name}/offered_or_allocated"] = used + offered;
        }
    }

    private static void AddTasks(SortedDictionary<string, double> metrics, MasterView view)
    {
        foreach (var state in TaskStateNames.Active)
            metrics[$"master/tasks_{TaskStateNames.Of(state)}"] = view.Frameworks.Sum(framework => CountOf(framework, state));
    }

    private void AddCounters(SortedDictionary<string, double> metrics, MasterView view)
    {
        var frameworks = view.Frameworks.ToDictionary(framework => framework.Id);
        foreach (var (name, count) in _counters.Tallies.Read())
            if (NameOf(name, frameworks) is { } known)
                metrics[known] = count;
        foreach (var (name, value) in _counters.AllocationRuns.Read("allocator/mesos/allocation_run_ms"))
            metrics[name] = value;
        foreach (var framework in view.Frameworks)
        {
            metrics[$"{PrefixOf(framework)}subscribed"] = framework.State == FrameworkState.Connected ? 1 : 0;
            foreach (var state in TaskStateNames.Active)
                metrics[$"{PrefixOf(framework)}tasks/active/task_{TaskStateNames.Of(state)}"] = CountOf(framework, state);
        }
    }

    /// <summary>Puts a framework's name into the names of its counters; null for a framework that is gone.</summary>
    private static string? NameOf(string counter, Dictionary<FrameworkId, FrameworkView> frameworks)
    {
        if (!counter.StartsWith(MasterCounters.FrameworkMark, StringComparison.Ordinal))
            return counter;
        var rest = counter[MasterCounters.FrameworkMark.Length..];
        var slash = rest.IndexOf('/');
        return frameworks.TryGetValue(new FrameworkId(rest[..slash]), out var framework) ? PrefixOf(framework) + rest[(slash + 1)..] : null;
    }

    private static string PrefixOf(FrameworkView framework) =>
        $"{MasterCounters.FrameworkMark}{Uri.EscapeDataString(framework.Info.Name)}/{framework.Id}/";

    private static int CountOf(FrameworkView framework, TaskState state) => framework.Tasks.Count(task => task.State == state);
}
