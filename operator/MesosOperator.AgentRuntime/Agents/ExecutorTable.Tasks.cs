using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>The tasks of executors.</summary>
internal sealed partial class ExecutorTable
{
    public ExecutorTask? FindTask(TaskKey key) => _tasks.Find(key);

    /// <summary>Hands tasks to an executor, or keeps them for it until it is connected.</summary>
    public void Add(ExecutorEntry entry, ExecutorOrder order)
    {
        Enqueue(entry, order);
        if (entry.Phase == TaskPhase.Running)
            Resize(entry);
        AttachVolumes(entry);
        TellWaiting(entry);
    }

    /// <summary>
    /// Kills a task: one that runs is the executor's matter; of a group that still waits all are killed, and an executor
    /// without anything to do that nobody has seen yet is not waited for (mesos-semantics 3.9).
    /// </summary>
    public void Kill(ExecutorTask task, KillPolicy? policy, Instant now) => Kill(task, EndCause.Killed, policy, now);

    /// <summary>Kills every task because the agent is drained.</summary>
    public void Drain(OperatorMessage.Types.Drain order, Instant now)
    {
        foreach (var task in _tasks.Values.Where(task => !task.HasEnded).ToList())
        {
            var policy = task.Info.KillPolicy;
            var own = policy?.GracePeriod is { } grace ? Duration.Of(grace.Nanoseconds) : AgentLimits.DefaultKillGrace;
            if (order.MaxGracePeriod is { } longest && Duration.Of(longest.Nanoseconds) < own)
                policy = new KillPolicy { GracePeriod = longest };
            var isTold = order.MarkGone
                && task.Executor.Launch.Framework.Capabilities.Any(has => has.Type == Capability.Types.Type.PartitionAware);
            Kill(task, isTold ? EndCause.DrainedForGood : EndCause.Drained, policy, now);
        }
    }

    /// <summary>Somebody has taken note of an update; after the last one the task is forgotten.</summary>
    public void Acknowledged(TaskKey key, TaskStatus status)
    {
        if (_tasks.Find(key) is not { } task)
            return;
        Persist(task.Executor, CheckpointRecords.Acknowledged(key, status.Uuid.Span), isUrgent: false);
        if (TaskStates.IsTerminal(status.State))
            _tasks.Remove(key);
    }

    /// <summary>Adds executors, and tasks of executors, to what the operator is told when the agent is back.</summary>
    public void Describe(AgentMessage.Types.Reregister reregister)
    {
        reregister.Executors.AddRange(Runs.Values.Select(entry => Registration.Describe(entry.Launch)));
        foreach (var task in _tasks.Values)
        {
            var described = Registration.Describe(task.Info, task.Executor.Launch.Framework.Id, reregister.AgentId, task.LatestStatus, updates.InFlight(task.Key));
            described.ExecutorId = task.Executor.Info.ExecutorId;
            reregister.Tasks.Add(described);
        }

        var frameworks = Runs.Values.Concat(_tasks.Values.Select(task => task.Executor)).Select(entry => entry.Launch.Framework);
        foreach (var framework in frameworks.Reverse().DistinctBy(framework => framework.Id.Value))
        {
            if (!reregister.Frameworks.Any(known => known.Id.Value == framework.Id.Value))
                reregister.Frameworks.Add(framework);
        }
    }

    private void Enqueue(ExecutorEntry entry, ExecutorOrder order)
    {
        var batch = new ExecutorBatch([.. order.Tasks.Select(info => new ExecutorTask(entry, info))], order.IsGroup);
        foreach (var task in batch.Tasks)
        {
            _tasks.Add(task.Key, task);
            entry.Tasks.Add(task);
            Persist(entry, CheckpointRecords.Launched(task.Launch));
        }

        entry.Waiting.Add(batch);
    }

    private void Kill(ExecutorTask task, EndCause cause, KillPolicy? policy, Instant now)
    {
        if (task.HasEnded)
            return;
        var entry = task.Executor;
        if (entry.Waiting.Find(batch => batch.Tasks.Contains(task)) is { } waiting)
        {
            entry.Waiting.Remove(waiting);
            foreach (var member in waiting.Tasks)
                Report(member, writer.Write(entry, member.Key.TaskId, TaskReport.KilledDuringLaunch(), now), now);
            if (!entry.HasSubscribed && entry.Waiting.Count == 0)
                ShutDown(entry, now);
            return;
        }

        if (task.Cause == EndCause.Itself)
        {
            task.Cause = cause;
            Persist(entry, CheckpointRecords.Killed(task.Key, cause));
        }

        task.Killing = ExecutorEvents.Kill(task.Info.TaskId, policy);
        Tell(entry, task.Killing);
    }

    private void Report(ExecutorTask task, TaskStatus status, Instant now)
    {
        task.LatestStatus = status;
        if (TaskStates.IsTerminal(status.State))
        {
            task.HasEnded = true;
            task.Executor.Tasks.Remove(task);
        }

        if (task.Executor.IsMuted)
            return;
        Persist(task.Executor, CheckpointRecords.Updated(task.Key, status));
        if (updates.Add(task.Key, status, now) is { } update)
            Effects.Add(new AgentEffect.Send(new AgentMessage { UpdateStatus = update }));
    }
}
