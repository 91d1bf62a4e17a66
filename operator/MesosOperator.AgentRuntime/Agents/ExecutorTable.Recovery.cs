using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Executors that an earlier process of this agent has started.</summary>
internal sealed partial class ExecutorTable
{
    /// <summary>Takes over executors and their tasks. Those that live have some time to subscribe again.</summary>
    public void Recover(IReadOnlyCollection<RecoveredTask> found, TimeSpan patience, Instant now)
    {
        var runs = found.Where(one => one.Memory.Launch.Executor is not null).ToList();
        foreach (var (memory, _, pid, _) in runs)
            Runs.Add(memory.Launch.Key, new ExecutorEntry(memory.Launch)
            {
                Pid = pid,
                Cause = memory.Cause,
                IsMuted = memory.IsMuted,
                IsAwaited = true,
                Limits = ExecutorRuns.LimitsOf(memory.Launch.Task),
            });
        foreach (var task in found.Where(one => one.Memory.Launch.RunBy is not null))
            Restore(task.Memory, now);
        foreach (var run in runs)
            Settle(Runs[run.Memory.Launch.Key], run, patience, now);
    }

    private void Restore(TaskMemory memory, Instant now)
    {
        var launch = memory.Launch;
        var isHere = Runs.Find(launch.ExecutorKey) is { } known && known.Launch.ContainerId == launch.ContainerId;
        var entry = isHere ? Runs[launch.ExecutorKey] : new ExecutorEntry(launch with { Executor = launch.RunBy, RunBy = null });
        var task = new ExecutorTask(entry, launch.Task) { LatestStatus = memory.Latest, HasEnded = memory.HasEnded, Cause = memory.Cause };
        if (memory.Cause != EndCause.Itself)
            task.Killing = ExecutorEvents.Kill(launch.Task.TaskId, null);
        _tasks.Add(task.Key, task);
        foreach (var status in memory.Pending)
        {
            task.IsNews(status.Uuid);
            updates.Add(task.Key, status, now);
        }

        if (memory.Latest is { } latest)
            task.IsNews(latest.Uuid);
        if (!task.HasEnded && isHere)
            entry.Tasks.Add(task);
        else if (!task.HasEnded)
            Report(task, writer.Write(entry, task.Key.TaskId, ExecutorReports.Unheard(), now), now);
    }

    private void Settle(ExecutorEntry entry, RecoveredTask run, TimeSpan patience, Instant now)
    {
        if (run.Fate != TaskFate.Alive)
        {
            entry.Phase = TaskPhase.Ended;
            Bury(entry, run.End?.Status?.WaitStatus ?? NotStarted, task => ReportOf(entry, task, run), now);
            return;
        }

        entry.Phase = TaskPhase.Running;
        Effects.Add(new AgentEffect.WatchTask(entry.Launch, entry.Pid!.Value));
        if (entry.Cause != EndCause.Itself || entry.IsMuted)
            Kill(entry, TaskEvent.Kill, entry.Cause, Bounded(entry.ShutdownGrace), now);
        else
            SetDeadline(entry, now + patience);
    }

    private static TaskReport ReportOf(ExecutorEntry entry, ExecutorTask task, RecoveredTask run) => run switch
    {
        { Fate: TaskFate.NeverBegan } => TaskReport.NeverBegan(),
        { Fate: TaskFate.Rebooted, End: null } => TaskReport.Vanished("The host was restarted"),
        _ => ExecutorReports.Ended(entry.Cause, task.Cause, run.End ?? new TaskEnd(null)),
    };
}
