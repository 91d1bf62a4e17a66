using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Metrics;

/// <summary>Counts under Mesos' names what commands and events tell (semantics 3.17).</summary>
internal sealed class MasterCounters : IMasterObserver
{
    private static readonly string[] Validated =
    [
        "executor_to_framework_messages", "framework_to_executor_messages", "operation_status_update_acknowledgements",
        "status_update_acknowledgements", "status_updates",
    ];

    private readonly FrameworkCounters _frameworks;
    private readonly AgentCounters _agents;
    private readonly HashSet<(FrameworkId, TaskId)> _ended = [];

    public MasterCounters()
    {
        _frameworks = new(Tallies);
        _agents = new(Tallies);
        foreach (var name in MessageNames.All)
            Tallies.Begin($"master/messages_{name}");
        foreach (var name in Validated)
        {
            Tallies.Begin($"master/valid_{name}");
            Tallies.Begin($"master/invalid_{name}");
        }

        foreach (var state in TaskStateNames.Terminal)
            Tallies.Begin($"master/tasks_{TaskStateNames.Of(state)}");
        Tallies.Begin("master/dropped_messages");
        Tallies.Begin("allocator/mesos/allocation_runs");
    }

    public Tallies Tallies { get; } = new();

    public DurationWindow AllocationRuns { get; } = new();

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        if (MessageNames.Of(command) is { } message)
            Tallies.Count($"master/messages_{message}");
        if (command is FrameworkCommand call)
        {
            if (outcome.Refusal?.Kind == RefusalKind.FrameworkUnknown)
                Tallies.Count("master/dropped_messages");
            else
                _frameworks.Count(call);
        }

        foreach (var happened in outcome.Events)
            Count(happened, duration);
        foreach (var told in outcome.Effects.Afterwards)
            _frameworks.Count(told);
        if (Validity(command, outcome) is { } validity)
            Tallies.Count(validity);
        foreach (var happened in outcome.Events)
            if (happened is FrameworkEvent.Removed removed)
                _frameworks.Forget(removed.FrameworkId);
        _ended.Clear();
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
                _agents.Count(agent);
                break;
            case FrameworkEvent framework:
                _frameworks.Follow(framework);
                break;
            case OfferEvent offer:
                _frameworks.Count(offer);
                break;
            case TaskEvent task:
                Count(task);
                break;
        }
    }

    /// <summary>A task ends once, by a change of its state; one that never started only has its end told.</summary>
    private void Count(TaskEvent happened)
    {
        switch (happened)
        {
            case TaskEvent.StateChanged changed when changed.State.IsTerminal():
                CountEnd(changed.FrameworkId, changed.State);
                _ended.Add((changed.FrameworkId, changed.TaskId));
                break;
            case TaskEvent.Updated updated when _ended.Contains((updated.FrameworkId, updated.TaskId)):
                CountReason(updated.Status);
                break;
            case TaskEvent.Told { Status: { Reason: not StatusReason.Reconciliation } status } when status.State.IsTerminal():
                CountEnd(happened.FrameworkId, status.State);
                CountReason(status);
                break;
        }
    }

    private void CountEnd(FrameworkId framework, TaskState state)
    {
        Tallies.Count($"master/tasks_{TaskStateNames.Of(state)}");
        _frameworks.Count(framework, $"tasks/terminal/task_{TaskStateNames.Of(state)}");
    }

    private void CountReason(TaskStatus status)
    {
        if (status.Reason is { } reason)
            Tallies.Count($"master/task_{TaskStateNames.Of(status.State)}/source_{SnakeCase.Of(status.Source)}/reason_{SnakeCase.Of(reason)}");
    }

    /// <summary>Whether what came in meant anything to the master; null where Mesos does not count that.</summary>
    private static string? Validity(Command command, Outcome outcome) => command switch
    {
        AgentCommand.ReportUpdate => Name(outcome.Events.Any(happened => happened is TaskEvent.Updated or TaskEvent.Told), "status_updates"),
        AgentCommand.Message => Name(outcome.Events.Any(happened => happened is FrameworkEvent.MessageArrived), "executor_to_framework_messages"),
        FrameworkCommand.Acknowledge => Name(outcome.Events.Any(happened => happened is TaskEvent.Acknowledged), "status_update_acknowledgements"),
        FrameworkCommand.AcknowledgeOperation =>
            Name(outcome.Events.Any(happened => happened is OperationEvent.Acknowledged), "operation_status_update_acknowledgements"),
        FrameworkCommand.Message => Name(outcome.Effects.Afterwards.Any(effect => effect is Notify.Agent), "framework_to_executor_messages"),
        _ => null,
    };

    private static string Name(bool isValid, string messages) => $"master/{(isValid ? "valid" : "invalid")}_{messages}";
}
