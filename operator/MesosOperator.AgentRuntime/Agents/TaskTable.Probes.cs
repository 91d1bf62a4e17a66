using MesosOperator.AgentRuntime.Health;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Checks and health checks of tasks.</summary>
internal sealed partial class TaskTable
{
    /// <summary>
    /// Where so many updates of a task wait to be acknowledged, news of its health waits until there are fewer, and then only
    /// the newest is told: a framework that is away must not cost memory without end.
    /// </summary>
    private const int MostUntaken = 8;

    private readonly ProbeSchedule _probes = new();

    /// <summary>A probe has ended. Of a run that has ended it says nothing any more.</summary>
    public void Probed(AgentInput.Probed probed, Instant now)
    {
        if (Runs.Find(probed.Task) is not { Phase: TaskPhase.Running } entry || entry.Launch.ContainerId != probed.ContainerId)
            return;
        if (_probes.Take(probed.Task, probed.Kind, probed.Result, now) is not { } news)
            return;
        Tell(entry, news, now);
        if (news.IsFatal)
            KillWithin(entry, EndCause.Unhealthy, TimeSpan.MaxValue, now);
    }

    private void BeginProbes(TaskEntry entry, Instant now) =>
        _probes.Begin(entry.Launch, entry.LatestStatus, entry.RunningSince ?? now, now);

    private void EndProbes(TaskEntry entry)
    {
        if (_probes.End(entry.Launch.Key))
            Effects.Add(new AgentEffect.StopProbes(entry.Launch));
    }

    private void StartProbes(Instant now)
    {
        while (_probes.TakeDue(now) is { } due)
        {
            var entry = Runs[due.Task];
            Effects.Add(new AgentEffect.ProbeTask(entry.Launch, entry.Pid!.Value, due.Kind, due.Spec));
        }
    }

    private void TellUntold(TaskEntry entry, Instant now)
    {
        if (_probes.Find(entry.Launch.Key)?.Untold is { } news)
            Tell(entry, news, now);
    }

    private void Tell(TaskEntry entry, HealthNews news, Instant now)
    {
        var health = _probes.Find(entry.Launch.Key)!;
        health.Untold = updates.CountOf(entry.Launch.Key) >= MostUntaken ? news : null;
        if (health.Untold is null)
            Report(entry, TaskReport.Observed(news.Reason, news.Message) with { Healthy = health.IsHealthy, CheckStatus = health.CheckStatus }, now);
    }
}
