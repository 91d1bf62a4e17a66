using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Runtime.Metrics;

/// <summary>All metrics under the names that users of Mesos alert on (semantics 3.17); those that mean nothing here are left out.</summary>
public sealed class MesosSnapshot
{
    private static readonly string[] Scalars = [ResourceName.Cpus, ResourceName.Memory, ResourceName.Disk, ResourceName.Gpus];

    private readonly MasterCounters _counters;
    private readonly IMesosFigures[] _figures;
    private readonly MasterLoop _loop;
    private readonly MasterClock _clock;
    private readonly MasterProgress _progress;
    private readonly TimeProvider _time;

    internal MesosSnapshot(MasterCounters counters, IEnumerable<IMesosFigures> figures, MasterLoop loop, MasterProgress progress, TimeProvider time)
    {
        _counters = counters;
        _figures = [.. figures];
        _loop = loop;
        _progress = progress;
        _time = time;
        _clock = new(time);
    }

    /// <summary>
    /// The metrics by name, each once, in ordinal order; null when the master has stopped. What is read from a picture is
    /// left out where the master does not give one in time.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, double>?> ReadAsync(TimeSpan? timeout, CancellationToken cancellation)
    {
        MasterView? view = null;
        try
        {
            view = await _loop.ViewAsync(cancellation).WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, _time, cancellation);
            if (view is null)
                return null;
        }
        catch (TimeoutException)
        {
            // The rest is told.
        }

        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        AddProcess(metrics);
        AddCounters(metrics, view);
        if (view is not null)
            AddView(metrics, view);
        return metrics;
    }

    private void AddProcess(SortedDictionary<string, double> metrics)
    {
        metrics["master/elected"] = 1;
        metrics["master/uptime_secs"] = (_clock.Now() - _progress.StartedAt).TotalSeconds;
        metrics["master/event_queue_messages"] = _loop.Waiting;
        metrics["system/cpus_total"] = Environment.ProcessorCount;
        metrics["system/mem_total_bytes"] = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        // One queue takes all: nothing else ever waits.
        foreach (var name in (string[])["master/event_queue_dispatches", "master/event_queue_http_requests", "allocator/event_queue_dispatches", "allocator/mesos/event_queue_dispatches"])
            metrics[name] = 0;
        foreach (var (name, value) in _figures.SelectMany(figures => figures.Read()))
            metrics[name] = value;
    }

    private static void AddView(SortedDictionary<string, double> metrics, MasterView view)
    {
        metrics["master/outstanding_offers"] = view.Offers.Length;
        AddFrameworks(metrics, view);
        AddAgents(metrics, view);
        AddResources(metrics, view);
        AddTasks(metrics, view);
        RoleFigures.Add(metrics, view);
    }

    private static void AddFrameworks(SortedDictionary<string, double> metrics, MasterView view)
    {
        var connected = view.Frameworks.Count(framework => framework.State == FrameworkState.Connected);
        metrics["master/frameworks_active"] = connected;
        metrics["master/frameworks_connected"] = connected;
        metrics["master/frameworks_disconnected"] = view.Frameworks.Length - connected;
        metrics["master/frameworks_inactive"] = view.Frameworks.Length - connected;
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
            metrics[$"master/{name}_revocable_total"] = view.Agents.Sum(agent => Revocable(agent.Total, name));
            metrics[$"master/{name}_revocable_used"] = view.Agents.Sum(agent => Revocable(agent.Used, name));
            metrics[$"master/{name}_revocable_percent"] = metrics[$"master/{name}_revocable_total"] > 0
                ? metrics[$"master/{name}_revocable_used"] / metrics[$"master/{name}_revocable_total"]
                : 0;
            metrics[$"allocator/mesos/resources/{name}/total"] = total;
            metrics[$"allocator/mesos/resources/{name}/offered_or_allocated"] = used + offered;
        }
    }

    private static double Revocable(ResourceSet resources, string name) => resources.IsPlain
        ? 0
        : resources.Items.Where(resource => resource.Name == name && resource.Traits.IsRevocable).Sum(resource => resource.Amount.ToUnits());

    /// <summary>Each framework's tasks are looked at once: there may be very many.</summary>
    private static void AddTasks(SortedDictionary<string, double> metrics, MasterView view)
    {
        foreach (var state in TaskStateNames.Active)
            metrics[$"master/tasks_{TaskStateNames.Of(state)}"] = 0;
        foreach (var framework in view.Frameworks)
        {
            var counts = new int[TaskStateNames.Count];
            foreach (var task in framework.Tasks)
                counts[(int)task.State]++;
            foreach (var state in TaskStateNames.Active)
            {
                metrics[$"master/tasks_{TaskStateNames.Of(state)}"] += counts[(int)state];
                metrics[$"{PrefixOf(framework)}tasks/active/task_{TaskStateNames.Of(state)}"] = counts[(int)state];
            }

            metrics[$"{PrefixOf(framework)}tasks/active/task_unknown"] = 0;
            metrics[$"{PrefixOf(framework)}subscribed"] = framework.State == FrameworkState.Connected ? 1 : 0;
            foreach (var role in framework.Info.Roles)
                metrics[$"{PrefixOf(framework)}roles/{role.Value}/suppressed"] = framework.SuppressedRoles.Contains(role) ? 1 : 0;
        }
    }

    /// <summary>Without a picture the names of frameworks are not known, and what is counted for them is left out.</summary>
    private void AddCounters(SortedDictionary<string, double> metrics, MasterView? view)
    {
        var frameworks = view?.Frameworks.ToDictionary(framework => framework.Id) ?? [];
        foreach (var (name, count) in _counters.Tallies.Read())
            if (NameOf(name, frameworks) is { } known)
                metrics[known] = count;
        foreach (var (name, value) in _counters.AllocationRuns.Read("allocator/mesos/allocation_run_ms"))
            metrics[name] = value;
    }

    /// <summary>Puts a framework's name into the names of its counters; null for a framework that is gone.</summary>
    private static string? NameOf(string counter, Dictionary<FrameworkId, FrameworkView> frameworks)
    {
        if (!counter.StartsWith(FrameworkCounters.Mark, StringComparison.Ordinal))
            return counter;
        var rest = counter[FrameworkCounters.Mark.Length..];
        var slash = rest.IndexOf('/');
        return frameworks.TryGetValue(new FrameworkId(rest[..slash]), out var framework) ? PrefixOf(framework) + rest[(slash + 1)..] : null;
    }

    private static string PrefixOf(FrameworkView framework) =>
        $"{FrameworkCounters.Mark}{Uri.EscapeDataString(framework.Info.Name)}/{framework.Id}/";
}
