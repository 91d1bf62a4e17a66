using System.Globalization;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>
/// Tasks whose agent has been away for as long as they, their framework or the agent's cluster want to wait. They are gone as
/// far as their frameworks know, and a copy that comes back is killed before anything is offered of its agent. Until it has
/// ended it counts; whatever is heard of it is told to nobody.
/// </summary>
internal static class PartitionDecisions
{
    /// <summary>When the first of an agent's tasks is given up that loses its link now.</summary>
    public static Instant FirstOf(MasterState state, Agent agent) => Soonest(agent.Tasks.Values, task => DueOf(state, agent, task, state.Now));

    /// <summary>Gives up what is due.</summary>
    public static void GiveUp(MasterState state, Agent agent, List<MasterEvent> events)
    {
        var since = agent.DisconnectedAt!.Value;
        var alive = agent.Tasks.Values.Where(task => !task.State.IsTerminal()).ToLookup(task => DueOf(state, agent, task, since) <= state.Now);
        // Who runs together ends together: one that is killed takes the others along.
        var pods = alive[true].Where(IsOfPod).Select(task => (task.FrameworkId, task.ExecutorId)).ToHashSet();
        var others = alive[false].ToLookup(task => IsOfPod(task) && pods.Contains((task.FrameworkId, task.ExecutorId)));
        GivenUpTask[] given = [.. alive[true].Concat(others[true]).Select(task => new GivenUpTask(task.FrameworkId, task.Id, task.Role))];
        foreach (var copy in given)
            Tell(state, agent, agent.Tasks[(copy.FrameworkId, copy.TaskId)], since, events);
        events.Add(new AgentEvent.TasksGivenUp(agent.Id, [.. given], agent.Epoch + 1)
        {
            Next = Soonest(others[false], task => DueOf(state, agent, task, since)),
        });
    }

    /// <summary>
    /// Copies that the agent does not bring back have ended, and of the others it says anew what they use. Before it is there
    /// again: it need not have what they used.
    /// </summary>
    public static void ForgetMissing(Agent known, AgentCommand.Reregister reregister, List<MasterEvent> events)
    {
        var alive = reregister.Tasks.Select(task => (task.FrameworkId, task.Id)).ToHashSet();
        foreach (var (key, copy) in known.GivenUp)
            if (!alive.Contains(key))
                events.Add(new AgentEvent.CopyForgotten(known.Id, copy.FrameworkId, copy.TaskId));
            else if (!copy.Held.IsEmpty)
                events.Add(new AgentEvent.CopySeen(known.Id, copy with { Held = ResourceSet.Empty }));
    }

    /// <summary>Whether what an agent brings back was given up; then it is to end, and counts until it has.</summary>
    public static bool IsCopy(MasterState state, LaunchedTask reported, List<MasterEvent> events)
    {
        if (Find(state, state.FindAgent(reported.AgentId), reported.FrameworkId, reported.Id) is not { } copy)
            return false;
        var hasEnded = reported.State.IsTerminal();
        events.Add(new TaskEvent.KillOrdered(reported.FrameworkId, reported.AgentId, reported.Id, null));
        events.Add(new AgentEvent.CopySeen(
            reported.AgentId, copy with { Held = hasEnded ? ResourceSet.Empty : reported.Info.Resources, HasEnded = hasEnded }));
        return true;
    }

    /// <summary>Whether a report is about a copy that was given up. Nobody is told; the agent need not say it again.</summary>
    public static bool IsOfCopy(MasterState state, Agent agent, AgentCommand.ReportUpdate report, List<MasterEvent> events)
    {
        if (Find(state, agent, report.FrameworkId, report.Status.TaskId) is not { } copy)
            return false;
        if (report.Status.UpdateId is { } update)
            events.Add(new LinkEvent.UpdateUnwanted(report.Link, report.FrameworkId, report.Status.TaskId, update));
        if ((report.Status.State.IsTerminal() || report.LatestState.IsTerminal()) && !copy.HasEnded)
            events.Add(new AgentEvent.CopySeen(agent.Id, copy with { Held = ResourceSet.Empty, HasEnded = true }));
        return true;
    }

    /// <summary>The agent is out of reach again: what its copies use is not there.</summary>
    public static void LoseSight(Agent agent, List<MasterEvent> events)
    {
        foreach (var copy in agent.GivenUp.Values.Where(copy => !copy.Held.IsEmpty))
            events.Add(new AgentEvent.CopySeen(agent.Id, copy with { Held = ResourceSet.Empty }));
    }

    /// <summary>No copy of the agent can come back.</summary>
    public static void ForgetAll(Agent agent, List<MasterEvent> events)
    {
        foreach (var copy in agent.GivenUp.Values)
            events.Add(new AgentEvent.CopyForgotten(agent.Id, copy.FrameworkId, copy.TaskId));
    }

    /// <summary>No copy of the framework's tasks counts any more; agents that are there end them with all that it runs.</summary>
    public static void ForgetAll(MasterState state, FrameworkId framework, List<MasterEvent> events)
    {
        foreach (var agent in state.AgentsWithCopies.Values)
            foreach (var copy in agent.GivenUp.Values.Where(copy => copy.FrameworkId == framework))
                events.Add(new AgentEvent.CopyForgotten(agent.Id, framework, copy.TaskId));
    }

    private static GivenUpTask? Find(MasterState state, Agent? agent, FrameworkId framework, TaskId task) =>
        agent?.GivenUp.Find((framework, task)) is not { } copy || state.Frameworks.Find(framework)?.Tasks.Find(task)?.AgentId == agent.Id ? null : copy;

    /// <summary>Who cannot tell states apart has heard LOST when the agent went out of reach.</summary>
    private static void Tell(MasterState state, Agent agent, LaunchedTask task, Instant since, List<MasterEvent> events)
    {
        var told = ForFramework.State(state.Frameworks[task.FrameworkId].Info, TaskState.GoneByOperator);
        var wasUnreachable = task.State == TaskState.Unreachable;
        events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, TaskState.GoneByOperator));
        if (!wasUnreachable || told == TaskState.GoneByOperator)
            events.Add(new TaskEvent.Updated(task.FrameworkId, new TaskStatus(task.Id, told, StatusSource.Master)
            {
                Reason = StatusReason.AgentDisconnected,
                Message = string.Create(CultureInfo.InvariantCulture, $"Given up after {(state.Now - since).TotalSeconds:0} s without its agent; a copy that comes back is killed"),
                AgentId = agent.Id,
                ExecutorId = task.ExecutorId,
                Timestamp = state.Now,
            }));
        events.Add(new TaskEvent.Completed(task.FrameworkId, task.Id));
    }

    private static Instant DueOf(MasterState state, Agent agent, LaunchedTask task, Instant since)
    {
        if (task.State.IsTerminal())
            return Instant.Never;
        var policy = task.Info.OnPartition
            ?? PartitionPolicy.Read(state.Frameworks[task.FrameworkId].Info.Labels).Policy
            ?? agent.Info.OnPartition
            ?? PartitionPolicy.Keep;
        return policy.Action == PartitionAction.Keep ? Instant.Never : since + policy.After;
    }

    private static Instant Soonest(IEnumerable<LaunchedTask> tasks, Func<LaunchedTask, Instant> due)
    {
        var soonest = Instant.Never;
        foreach (var task in tasks)
            if (due(task) is var at && at < soonest)
                soonest = at;
        return soonest;
    }

    private static bool IsOfPod(LaunchedTask task) => task.Info.Executor?.Kind == ExecutorKind.Default;
}
