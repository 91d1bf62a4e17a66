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

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        return new Meter(options);
    }

    public void Dispose()
    {
    }
}
