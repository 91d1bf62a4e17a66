using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Counts under Mesos' names what commands and events tell (semantics 3.17).</summary>
internal sealed class MasterCounters : IMasterObserver
{
    public MasterCounters()
    {
        foreach (var name in MessageNames.All)
            Tallies.Begin($"master/messages_{name}");
        foreach (var state in TaskStateNames.Terminal)
            Tallies.Begin($"master/tasks_{TaskStateNames.Of(state)}");
        foreach (var name in (string[])["registrations", "reregistrations", "removals", "unreachable_completed"])
            Tallies.Begin($"master/slave_{name}");
        Tallies.Begin("allocator/mesos/allocation_runs");
    }

    public Tallies Tallies { get; } = new();

    public DurationWindow AllocationRuns { get; } = new();

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        if (MessageNames.Of(command) is { } message)
            Tallies.Count($"master/messages_{message}");
        if (command is FrameworkCommand call && outcome.Refusal?.Kind != RefusalKind.FrameworkUnknown && MessageNames.OfCall(call) is { } name)
            CountFor(call.FrameworkId.Value, "calls", name);
        foreach (var happened in outcome.Events)
            Count(happened, duration);
        foreach (var removed in outcome.Events.OfType<FrameworkEvent.Removed>())
            Tallies.Forget(FrameworkPrefix(removed.FrameworkId.Value));
    }

    private void Count(MasterEvent happened, TimeSpan duration)
    {
        switch (happened)
        {
            case AllocationEvent.Ran:
                Tallies.Count("allocator/mesos/allocation_runs");
                AllocationRuns.Add(duration);
                break;
            case AgentEvent agent:
                Count(agent);
                break;
            case FrameworkEvent framework:
                Count(framework);
                break;
            case OfferEvent offer:
                Count(offer);
                break;
            case TaskEvent task:
                Count(task);
                break;
        }
    }

    private void Count(AgentEvent happened)
    {
        var name = happened switch
        {
            AgentEvent.Added => "registrations",
            AgentEvent.Returned => "reregistrations",
            AgentEvent.Removed => "removals",
            AgentEvent.BecameUnreachable => "unreachable_completed",
            _ => null,
        };
        if (name is not null)
            Tallies.Count($"master/slave_{name}");
    }

    private void Count(FrameworkEvent happened)
    {
        if (happened is FrameworkEvent.Added or FrameworkEvent.Resubscribed)
            CountFor(happened.FrameworkId.Value, "calls", "subscribe");
    }

    private void Count(OfferEvent happened)
    {
        switch (happened)
        {
            case OfferEvent.Made made:
                Tallies.Count(FrameworkPrefix(made.Offer.FrameworkId.Value) + "offers/sent");
                break;
            case OfferEvent.Ended { End: not Core.Offers.OfferEnd.Withdrawn } ended:
                Tallies.Count(FrameworkPrefix(ended.Offer.FrameworkId.Value) + $"offers/{ended.End.ToString().ToLowerInvariant()}");
                break;
        }
    }

    /// <summary>A task ends once, by a change of its state; one that never started only has its end told.</summary>
    private void Count(TaskEvent happened)
    {
        TaskState? end = happened switch
        {
            TaskEvent.StateChanged changed => changed.State,
            TaskEvent.Told { Status.Reason: not StatusReason.Reconciliation } told => told.Status.State,
            _ => null,
        };
        if (end is not { } state || !state.IsTerminal())
            return;
        Tallies.Count($"master/tasks_{TaskStateNames.Of(state)}");
        Tallies.Count(FrameworkPrefix(happened.FrameworkId.Value) + $"tasks/terminal/task_{TaskStateNames.Of(state)}");
    }

    private void CountFor(string framework, string group, string name)
    {
        Tallies.Count(FrameworkPrefix(framework) + group);
        Tallies.Count(FrameworkPrefix(framework) + $"{group}/{name}");
    }

    /// <summary>Mesos writes the framework's name before its id; it is added when the counters are read.</summary>
    private static string FrameworkPrefix(string id) => $"{FrameworkMark}{id}/";

    internal const string FrameworkMark = "master/frameworks/";
}
