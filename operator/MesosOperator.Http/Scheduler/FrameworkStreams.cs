using System.Collections.Concurrent;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Scheduler;

/// <summary>The streams that are open.</summary>
internal sealed class FrameworkStreams(Func<Guid> newGuid, RuntimeLimits limits, HttpOptions options, TimeProvider time) : IFrameworkStreams
{
    private readonly ConcurrentDictionary<StreamId, FrameworkStream> _open = new();

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    public FrameworkStream Open()
    {
        var stream = new FrameworkStream(new StreamId(newGuid().ToString("D")), limits.StreamBuffer, options.Heartbeat, time);
        _open[stream.Id] = stream;
        return stream;
    }

    public void Close(FrameworkStream stream) => _open.TryRemove(stream.Id, out _);

    public void Tell(StreamId stream, FrameworkNotice notice)
    {
        if (_open.TryGetValue(stream, out var found))
            found.Tell(notice);
    }

    public void End(StreamId stream)
    {
        if (_open.TryGetValue(stream, out var found))
            found.End();
    }
}
