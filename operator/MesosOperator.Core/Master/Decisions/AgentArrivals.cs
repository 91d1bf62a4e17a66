using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>Agents that join or come back; the two sides compare what they know of tasks (semantics 3.12).</summary>
internal static class AgentArrivals
{
    public static void Decide(MasterState state, AgentCommand.Register register, List<MasterEvent> events)
    {
        if (state.Links.ContainsKey(register.Link))
            events.Add(new LinkEvent.AgentRefused(register.Link, "This link has registered an agent before"));
        else if (PlaceProblem(state, register.Info) is { } problem)
            events.Add(new LinkEvent.AgentRefused(register.Link, problem));
        else
            events.Add(new AgentEvent.Added(FirstFreeId(state), register.Info, register.Link, state.Now));
    }

    public static void Decide(MasterState state, AgentCommand.Reregister reregister, List<MasterEvent> events)
    {
        var known = state.FindAgent(reregister.AgentId);
        if (known is not null && !MayBe(known.Info, reregister.Info))
        {
            events.Add(new LinkEvent.AgentTurnedAway(reregister.Link, $"Agent {reregister.AgentId} is another one than the certificate is for that was shown"));
            return;
        }

        if (!state.Links.ContainsKey(reregister.Link) && state.ShutDownAgents.TryGetValue(reregister.AgentId, out var end)
            && (reregister.Tasks.Length > 0 || reregister.Executors.Length > 0))
        {
            events.Add(new AgentEvent.ShutDownRepeated(reregister.AgentId, reregister.Link, end));
            return;
        }

        if (Problem(state, reregister) is { } problem)
        {
            events.Add(new LinkEvent.AgentRefused(reregister.Link, problem));
            return;
        }

        if (known is null)
            events.Add(new AgentEvent.Added(reregister.AgentId, reregister.Info, reregister.Link, state.Now) { Kept = reregister.Kept });
        else
            Return(state, known, reregister, events);
        CompareTasks(state, reregister, events);
    }

    private static string? Problem(MasterState state, AgentCommand.Reregister reregister)
    {
        if (state.Links.ContainsKey(reregister.Link))
            return "This link has registered an agent before";
        if (IdRules.Problem(reregister.AgentId.Value) is { } problem)
            return $"Invalid agent ID: {problem}";
        if (state.GoneAgents.ContainsKey(reregister.AgentId))
            return "Agent has been marked gone";
        if (PlaceProblem(state, reregister.Info) is { } misplaced)
            return misplaced;
        if (reregister.Tasks.FirstOrDefault(task => !task.State.IsReportable()) is { } task)
            return $"Task {task.Id} cannot be in state {task.State} on an agent";
        var used = ResourceSet.Empty;
        foreach (var claim in Claims(state, reregister))
        {
            if (Overlap(used, claim))
                return $"More than one of its tasks and executors uses something of {claim}";
            used += claim;
        }

        var kept = MasterState.KeptBy(state.FindAgent(reregister.AgentId), reregister.Kept);
        return RoomProblem(reregister.Info, kept, used);
    }

    /// <summary>Why an agent would not have what it keeps and what is used of it.</summary>
    internal static string? RoomProblem(AgentInfo info, ResourceSet kept, ResourceSet used) =>
        AgentTotals.Of(info, kept, used) is not { } total ? $"The agent has {Agent.Offerable(info)}, which does not cover {kept} that is reserved on it"
        : total.Covers(used) ? null
        : $"The agent has {total}, which does not cover {used} that its tasks and executors use";

    /// <summary>Whether who comes back may be the agent that is known; who never had a certificate may get one.</summary>
    private static bool MayBe(AgentInfo known, AgentInfo shown) =>
        shown.Identity is null || (known.Cluster == shown.Cluster && (string.IsNullOrEmpty(known.Identity) || known.Identity == shown.Identity));

    /// <summary>What an agent says of itself, as who it was known as where nobody asks that now.</summary>
    private static AgentInfo Described(Agent known, AgentInfo info) => info.Identity is null ? info with { Identity = known.Info.Identity } : info;

    /// <summary>Why no agent is taken from there.</summary>
    private static string? PlaceProblem(MasterState state, AgentInfo info) =>
        state.Maintenance.IsDown(info.Hostname, info.Ip) ? "Machine is `DOWN`"
        : state.Settings.RequireAgentDomain && info.Domain is null ? "Agent is not configured with a domain, and the master requires one"
        : null;

    /// <summary>What tasks use; where the master knows a task, it is the one who says how much.</summary>
    private static IEnumerable<ResourceSet> Claims(MasterState state, AgentCommand.Reregister reregister) => reregister.Tasks
        .DistinctBy(task => (task.FrameworkId, task.Id))
        .Concat(MissingTasks(state, reregister))
        .Where(task => task.HoldsResources)
        .Select(task => (Known(state, reregister.AgentId, task) ?? task).Info.Resources)
        .Concat(ExecutorDecisions.Claims(state, reregister));

    /// <summary>Ports and items are somebody's alone, however often they are claimed; amounts add up.</summary>
    private static bool Overlap(ResourceSet used, ResourceSet claim)
    {
        foreach (var claimed in claim.Items)
            if (claimed.Kind != ResourceKind.Scalar && used.Items.Any(claimed.Overlaps))
                return true;
        return false;
    }

    private static LaunchedTask? Known(MasterState state, AgentId agent, LaunchedTask reported) =>
        state.Frameworks.Find(reported.FrameworkId)?.Tasks.Find(reported.Id) is { } known && known.AgentId == agent ? known : null;

    private static void Return(MasterState state, Agent known, AgentCommand.Reregister reregister, List<MasterEvent> events)
    {
        OfferEndings.EndAll(known, OfferEnd.Rescinded, events);
        // First what has ended: the agent may have less than before, and need no longer have what those tasks used.
        foreach (var task in EndedMeanwhile(state, reregister))
            events.Add(new TaskEvent.StateChanged(task.FrameworkId, task.Id, task.State));
        ExecutorDecisions.RemoveMissing(known, reregister, events);
        PartitionDecisions.ForgetMissing(known, reregister, events);
        events.Add(new AgentEvent.Returned(known.Id, Described(known, reregister.Info), reregister.Link, known.Link, state.Now) { Kept = reregister.Kept });
        foreach (var task in reregister.Tasks)
            if (!task.State.IsTerminal() && known.PendingKills.ContainsKey((task.FrameworkId, task.Id)) && Known(state, known.Id, task) is not null)
                events.Add(new TaskEvent.KillOrdered(task.FrameworkId, known.Id, task.Id, null));
    }

    /// <summary>Tasks that used resources when the agent went away and that it reports as ended.</summary>
    private static IEnumerable<LaunchedTask> EndedMeanwhile(MasterState state, AgentCommand.Reregister reregister) => reregister.Tasks
        .DistinctBy(task => (task.FrameworkId, task.Id))
        .Where(task => task.State.IsTerminal() && Known(state, reregister.AgentId, task)?.HoldsResources == true);

    private static void CompareTasks(MasterState state, AgentCommand.Reregister reregister, List<MasterEvent> events)
    {
        var recovered = new HashSet<FrameworkId>();
        var (tasks, executors) = (reregister.Tasks.ToLookup(task => task.FrameworkId), reregister.Executors.ToLookup(executor => executor.FrameworkId));
        foreach (var id in tasks.Select(own => own.Key).Union(executors.Select(own => own.Key)))
        {
            if (!IsWanted(state, reregister, id, recovered, events))
            {
                events.Add(new AgentEvent.FrameworkOrphaned(reregister.AgentId, id));
                continue;
            }

            foreach (var task in tasks[id].DistinctBy(task => task.Id))
                Compare(state, task.AgentId == reregister.AgentId ? task : task with { Info = task.Info with { AgentId = reregister.AgentId } }, events);
            ExecutorDecisions.Recover(state, reregister, executors[id], events);
        }

        var missing = MissingTasks(state, reregister).ToLookup(task => task.State.IsTerminal());
        foreach (var alive in missing[false].GroupBy(task => task.FrameworkId, task => task.Id))
            events.Add(new AgentEvent.TasksMissing(reregister.AgentId, alive.Key, [.. alive]));
        foreach (var ended in missing[true])
            Close(state, ended, events);
    }

    /// <summary>Nobody is left to send the end of a task again until it is acknowledged, so its framework is told once more and the task is done.</summary>
    private static void Close(MasterState state, LaunchedTask ended, List<MasterEvent> events)
    {
        var status = Reconciliation.Known(state, ended);
        events.Add(new TaskEvent.Told(
            ended.FrameworkId, status with { State = ForFramework.State(state.Frameworks[ended.FrameworkId].Info, ended.State) }));
        events.Add(new TaskEvent.Completed(ended.FrameworkId, ended.Id));
    }

    /// <summary>Tasks that the master believes on the agent and the agent does not report.</summary>
    private static IEnumerable<LaunchedTask> MissingTasks(MasterState state, AgentCommand.Reregister reregister)
    {
        if (state.FindAgent(reregister.AgentId) is not { } known)
            return [];
        var reported = reregister.Tasks.Select(task => (task.FrameworkId, task.Id)).ToHashSet();
        return known.Tasks.Values.Where(task => !reported.Contains((task.FrameworkId, task.Id)));
    }

    /// <summary>Whether the framework of a reported task is known or can be known again from what the agent says of it.</summary>
    private static bool IsWanted(
        MasterState state, AgentCommand.Reregister reregister, FrameworkId id, HashSet<FrameworkId> recovered, List<MasterEvent> events)
    {
        if (state.Frameworks.ContainsKey(id))
            return true;
        if (state.CompletedFrameworks.ContainsKey(id) || reregister.Frameworks.FirstOrDefault(info => info.Id == id) is not { } info)
            return false;
        if (recovered.Add(id))
            events.Add(new FrameworkEvent.Recovered(id, info, state.Now, state.ReturnDeadlineOf(info)));
        return true;
    }

    private static void Compare(MasterState state, LaunchedTask reported, List<MasterEvent> events)
    {
        if (PartitionDecisions.IsCopy(state, reported, events))
            return;
        if (state.Frameworks.Find(reported.FrameworkId)?.Tasks.Find(reported.Id) is not { } known)
        {
            events.Add(new TaskEvent.Recovered(reported));
            return;
        }

        if (known.AgentId != reported.AgentId)
        {
            // The framework has started another task under the same id since; the one that it no longer means must end.
            events.Add(new TaskEvent.KillOrdered(reported.FrameworkId, reported.AgentId, reported.Id, null));
            return;
        }

        if (TaskTransitions.Classify(known.State, reported.State) is TransitionKind.Refuse or TransitionKind.Repeat
            || (known.HoldsResources && reported.State.IsTerminal()))
            return;
        events.Add(new TaskEvent.StateChanged(known.FrameworkId, known.Id, reported.State));
        // Not the newest state: the agent has yet to tell those in between, and nothing may seem to go back.
        if (known.State == TaskState.Unreachable)
            events.Add(new TaskEvent.Updated(known.FrameworkId, new TaskStatus(known.Id, reported.ForwardedState, StatusSource.Master)
            {
                Reason = StatusReason.AgentReregistered,
                Message = "Unreachable agent re-reregistered",
                AgentId = known.AgentId,
                ExecutorId = known.ExecutorId,
                Timestamp = state.Now,
            }));
    }

    /// <summary>Agents bring ids of earlier masters along, so the next number may be taken.</summary>
    private static AgentId FirstFreeId(MasterState state)
    {
        var number = state.NextAgentNumber;
        while (state.FindAgent(state.MasterId.Agent(number)) is not null || state.GoneAgents.ContainsKey(state.MasterId.Agent(number)))
            number++;
        return state.MasterId.Agent(number);
    }
}
