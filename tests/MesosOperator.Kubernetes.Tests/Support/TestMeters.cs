using System.Diagnostics.Metrics;
using MesosOperator.Kubernetes.Telemetry;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>Metrics of one test, and what they have counted: <c>name label…</c> → sum.</summary>
internal sealed class TestMeters : IMeterFactory
{
    private readonly SortedDictionary<string, long> _counted = new(StringComparer.Ordinal);

    public TestMeters()
    {
        var listener = new MeterListener();
        listener.SetMeasurementEventCallback<long>((instrument, measurement, tags, _) =>
        {
            if (instrument.Meter.Scope != this)
                return;
            var labels = tags.ToArray().Select(tag => $" {tag.Value}");
            var name = instrument.Name + string.Concat(labels);
            lock (_counted)
                _counted[name] = _counted.GetValueOrDefault(name) + measurement;
        });
        listener.InstrumentPublished = (instrument, published) =>
        {
            if (instrument.Meter.Scope == this)
                published.EnableMeasurementEvents(instrument);
        };
        listener.Start();
        Metrics = new ControllerMetrics(this);
    }

    public ControllerMetrics Metrics { get; }

    public long Counted(string nameAndLabels)
    {
        lock (_counted)
            return _counted.GetValueOrDefault(nameAndLabels);
    }

    /// <summary>What gauges say now: <c>name label…</c> → value.</summary>
    public IReadOnlyDictionary<string, double> Observed()
    {
        var observed = new SortedDictionary<string, double>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.SetMeasurementEventCallback<double>((instrument, measurement, tags, _) =>
            observed[instrument.Name + string.Concat(tags.ToArray().Select(tag => $" {tag.Value}"))] = measurement);
        listener.InstrumentPublished = (instrument, published) =>
        {
            if (instrument.Meter.Scope == this && instrument.IsObservable)
                published.EnableMeasurementEvents(instrument);
        };
        listener.Start();
        listener.RecordObservableInstruments();
        return observed;
    }

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose()
    {
    }
}
