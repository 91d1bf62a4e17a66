using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>
/// The executors on an agent, as the link wants it: each end is told once for each start, or follows from what the agent
/// brings back.
/// </summary>
internal sealed class SimExecutors(World world, SimAgent agent)
{
    private readonly Queue<(FrameworkId Framework, ExecutorId Executor)> _endsToTell = new();

    public LinkedMap<(FrameworkId Framework, ExecutorId Executor), SimExecutor> All { get; } = new();

    public ResourceSet Used => All.Values.Aggregate(ResourceSet.Empty, (sum, executor) => sum + executor.Launched.Resources);

    /// <summary>Whether a task may run: its executor is started, or lives already.</summary>
    public bool Admit(LaunchedExecutor wanted, Core.Frameworks.FrameworkInfo framework, bool starts)
    {
        var known = All.Find((wanted.FrameworkId, wanted.Id));
        SimulationFailure.Unless(!starts || known is null, $"executor {wanted.Id} of {wanted.FrameworkId} lives on {agent.Name} and is to be started");
        if (!starts)
        {
            SimulationFailure.Unless(
                known is null || known.Launched.Info.Equals(wanted.Info), $"executor {wanted.Id} of {wanted.FrameworkId} has two descriptions on {agent.Name}");
            return known is { IsEnding: false };
        }

        var executor = new SimExecutor(wanted, framework);
        All.Add((wanted.FrameworkId, wanted.Id), executor);
        if (world.Happens(world.Swarm.ExecutorDeath))
            world.Agenda.In(world.UpTo(60), () => End(executor, TaskState.Failed));
        return true;
    }

    public void ShutDown(FrameworkId framework, ExecutorId id)
    {
        if (All.Find((framework, id)) is not { IsEnding: false } executor)
            return;
        executor.IsEnding = true;
        world.Agenda.In(world.UpTo(4), () => End(executor, TaskState.Killed));
    }

    /// <summary>A message comes back as it went.</summary>
    public void Hear(FrameworkId framework, ExecutorId id, Payload data)
    {
        if (All.ContainsKey((framework, id)) && agent.IsConnected)
            agent.Send(link => new AgentCommand.Message(link, framework, id, data));
    }

    /// <summary>A task has ended: an executor of groups ends with its last, another after a while without any.</summary>
    public void TaskEnded(SimTask task)
    {
        if (task.Info.Executor is not { } info || All.Find((task.FrameworkId, info.Id)) is not { } executor || IsBusy(executor))
            return;
        world.Agenda.In(executor.RunsGroups ? world.UpTo(2) : world.UpTo(60), () =>
        {
            if (!IsBusy(executor))
                End(executor, TaskState.Failed);
        });
    }

    /// <summary>The tasks that end with one that is killed.</summary>
    public SimTask[] KilledWith(SimTask task) =>
        task.Info.Executor is { } info && All.Find((task.FrameworkId, info.Id)) is { RunsGroups: true } executor ? [.. TasksOf(executor)] : [task];

    public void Forget(FrameworkId framework)
    {
        foreach (var key in All.Select(entry => entry.Key).Where(key => key.Framework == framework).ToArray())
            All.Remove(key);
    }

    public void ForgetAll()
    {
        foreach (var key in All.Select(entry => entry.Key).ToArray())
            All.Remove(key);
        _endsToTell.Clear();
    }

    /// <summary>What the agent brings back; an end that was not told yet follows from it.</summary>
    public LaunchedExecutor[] BringBack()
    {
        _endsToTell.Clear();
        return [.. All.Values.Select(executor => executor.Launched)];
    }

    public void TellEnds()
    {
        while (agent.IsConnected && _endsToTell.TryDequeue(out var ended))
            agent.Send(link => new AgentCommand.ReportExecutorEnd(link, ended.Framework, ended.Executor, 9));
    }

    private bool IsBusy(SimExecutor executor) => TasksOf(executor).Any();

    private IEnumerable<SimTask> TasksOf(SimExecutor executor) => agent.Tasks.Values.Where(task =>
        task.IsAlive && task.FrameworkId == executor.Launched.FrameworkId && task.Info.Executor?.Id == executor.Launched.Id);

    private void End(SimExecutor executor, TaskState fate)
    {
        var key = (executor.Launched.FrameworkId, executor.Launched.Id);
        if (All.Find(key) != executor)
            return;
        All.Remove(key);
        foreach (var task in TasksOf(executor).ToArray())
            agent.Become(task, fate, fate == TaskState.Failed ? StatusReason.ExecutorTerminated : null);
        _endsToTell.Enqueue(key);
        TellEnds();
    }
}
