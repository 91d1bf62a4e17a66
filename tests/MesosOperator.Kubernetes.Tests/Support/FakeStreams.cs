using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>The streams of frameworks that use HTTP: notes what they are told.</summary>
internal sealed class FakeStreams : IFrameworkStreams
{
    private readonly List<(StreamId Stream, FrameworkNotice Notice)> _told = [];

    private readonly List<string> _ended = [];

    /// <summary>The streams that the master ended.</summary>
    public IReadOnlyList<string> Ended => _ended;

    public IEnumerable<FrameworkNotice> Told(string stream) => _told.Where(told => told.Stream.Value == stream).Select(told => told.Notice);

    public void Tell(StreamId stream, FrameworkNotice notice) => _told.Add((stream, notice));

    public void End(StreamId stream) => _ended.Add(stream.Value);
}
