using System.Diagnostics.Metrics;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Metrics;

/// <summary>What the master does, as counters. Labels come from closed sets only, never from names of clients.</summary>
internal sealed class MasterMeter : IMasterObserver
{
    private readonly Counter<long> _commands;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _events;
    private readonly Counter<long> _tasksEnded;
    private readonly Histogram<double> _durations;

    /// <summary>Upper bounds in seconds: most commands take microseconds, a run over a large cluster takes milliseconds.</summary>
    private static readonly double[] Buckets = [0.000_01, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1];

    public MasterMeter(IMeterFactory meters)
    {
        var meter = meters.Create(MeterNames.Master);
        _commands = meter.CreateCounter<long>("mesosoperator.commands", null, "Commands applied to the master");
        _refusals = meter.CreateCounter<long>("mesosoperator.refusals", null, "Calls refused by the master");
        _events = meter.CreateCounter<long>("mesosoperator.events", null, "What happened in the master");
        _tasksEnded = meter.CreateCounter<long>("mesosoperator.tasks.ended", null, "Tasks that reached their last state");
        _durations = meter.CreateHistogram<double>("mesosoperator.command.duration", "s", "Time to apply a command", advice: new() { HistogramBucketBoundaries = Buckets });
    }

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        var name = new KeyValuePair<string, object?>("command", TypeNames.Of(command));
        _commands.Add(1, name);
        _durations.Record(duration.TotalSeconds, name);
        if (outcome.Refusal is { } refusal)
            _refusals.Add(1, new KeyValuePair<string, object?>("kind", refusal.Kind.ToString()));
        foreach (var happened in outcome.Events)
            Count(happened);
    }

    private void Count(MasterEvent happened)
    {
        _events.Add(1, new KeyValuePair<string, object?>("event", TypeNames.Of(happened)));
        if (happened is TaskEvent.StateChanged changed && changed.State.IsTerminal())
            _tasksEnded.Add(1, new KeyValuePair<string, object?>("state", TaskStateNames.Of(changed.State)));
    }
}
