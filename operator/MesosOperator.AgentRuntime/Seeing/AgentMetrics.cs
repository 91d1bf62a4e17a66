using System.Globalization;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>Figures under the names that a Mesos agent has them under and people set alarms on.</summary>
internal sealed class AgentMetrics(TimeProvider time)
{
    private static readonly string[] Resources = ["cpus", "disk", "gpus", "mem"];

    private static readonly (string Name, TaskState State)[] Ends =
    [
        ("failed", TaskState.TaskFailed), ("finished", TaskState.TaskFinished), ("gone", TaskState.TaskGone),
        ("killed", TaskState.TaskKilled), ("lost", TaskState.TaskLost),
    ];

    private static readonly (string Name, TaskState State)[] Stages =
    [
        ("killing", TaskState.TaskKilling), ("running", TaskState.TaskRunning), ("staging", TaskState.TaskStaging), ("starting", TaskState.TaskStarting),
    ];

    private readonly long _startTimestamp = time.GetTimestamp();

    /// <summary>Each by its name, in the order of names.</summary>
    public SortedDictionary<string, double> Of(AgentPicture agent)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        AddResources(figures, agent);
        AddTasks(figures, agent);
        figures["slave/registered"] = agent.IsRegistered ? 1 : 0;
        figures["slave/uptime_secs"] = time.GetElapsedTime(_startTimestamp).TotalSeconds;
        figures["slave/frameworks_active"] = agent.ByFramework.Count();
        figures["slave/executors_registering"] = CountRuns(agent, TaskPhase.Launching);
        figures["slave/executors_running"] = CountRuns(agent, TaskPhase.Running);
        figures["slave/executors_terminating"] = agent.Executors.Count() - CountRuns(agent, TaskPhase.Launching) - CountRuns(agent, TaskPhase.Running);
        AddSystem(figures);
        return figures;
    }

    private static int CountRuns(AgentPicture agent, TaskPhase phase) => agent.Executors.Count(run => run.Phase == phase);

    private static void AddResources(SortedDictionary<string, double> figures, AgentPicture agent)
    {
        foreach (var name in Resources)
        {
            var total = Amount(agent.Total, name, isRevocable: false);
            var used = Amount(agent.Executors.SelectMany(run => run.Resources), name, isRevocable: false);
            Add(figures, $"slave/{name}", total, used);
            Add(figures, $"slave/{name}_revocable", Amount(agent.Total, name, isRevocable: true), Amount(agent.Executors.SelectMany(run => run.Resources), name, isRevocable: true));
        }
    }

    private static void Add(SortedDictionary<string, double> figures, string name, double total, double used)
    {
        figures[name + "_total"] = total;
        figures[name + "_used"] = used;
        figures[name + "_percent"] = total > 0 ? used / total : 0;
    }

    private static double Amount(IEnumerable<Resource> resources, string name, bool isRevocable) => resources
        .Where(resource => resource.Name == name && resource.Scalar is not null && (resource.Revocable is not null) == isRevocable)
        .Sum(resource => resource.Scalar.Value);

    private static void AddTasks(SortedDictionary<string, double> figures, AgentPicture agent)
    {
        foreach (var (name, state) in Ends)
            figures[$"slave/tasks_{name}"] = agent.Updates.GetValueOrDefault(state);
        var states = agent.Executors.SelectMany(run => run.Tasks).ToLookup(task => task.State);
        foreach (var (name, state) in Stages)
            figures[$"slave/tasks_{name}"] = states[state].Count();
        figures["slave/valid_status_updates"] = agent.Updates.Values.Sum();
    }

    /// <summary>What the host is at, as far as /proc tells.</summary>
    private static void AddSystem(SortedDictionary<string, double> figures)
    {
        figures["system/cpus_total"] = System.Environment.ProcessorCount;
        var loads = File.ReadAllText("/proc/loadavg").Split(' ');
        string[] names = ["system/load_1min", "system/load_5min", "system/load_15min"];
        for (var i = 0; i < names.Length; i++)
            figures[names[i]] = double.Parse(loads[i], CultureInfo.InvariantCulture);
        foreach (var line in File.ReadLines("/proc/meminfo").Take(2))
            if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var label, var kibibytes, ..])
                figures[label == "MemTotal:" ? "system/mem_total_bytes" : "system/mem_free_bytes"] = double.Parse(kibibytes, CultureInfo.InvariantCulture) * 1024;
    }
}
