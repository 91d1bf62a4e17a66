using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Metrics;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Operators.Events;

/// <summary>The open streams of operators. One too many ends the oldest (case X10).</summary>
internal sealed class OperatorStreams(RuntimeLimits limits, HttpOptions options, TimeProvider time) : IMasterObserver, IMesosFigures
{
    private readonly Lock _lock = new();
    private readonly LinkedList<OperatorStream> _open = new();
    private readonly OperatorNews _news = new();
    private long _revision;

    /// <summary>How many are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    public IEnumerable<KeyValuePair<string, double>> Read() => [new("master/operator_event_stream_subscribers", Count)];

    public OperatorStream Open()
    {
        var stream = new OperatorStream(limits.StreamBuffer, options.Heartbeat, time);
        lock (_lock)
        {
            if (_open.Count >= limits.MaxOperatorStreams)
            {
                _open.First!.Value.End();
                _open.RemoveFirst();
            }

            _open.AddLast(stream);
        }

        return stream;
    }

    public void Close(OperatorStream stream)
    {
        lock (_lock)
            _open.Remove(stream);
    }

    public void Observe(Command command, Outcome outcome, TimeSpan duration)
    {
        foreach (var happened in outcome.Events)
        {
            _revision++;
            if (_news.Of(happened) is { } told)
                Tell(new(_revision, new(told)));
        }

        _news.EndOfCommand();
    }

    private void Tell(Happening happening)
    {
        lock (_lock)
            foreach (var stream in _open)
                stream.Tell(happening);
    }
}
