using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Ports;

/// <summary>
/// The streams of frameworks. Never waits and never fails: what a stream cannot take ends that stream alone, and the
/// adapter then says so by a command. An unknown stream is one that just ended.
/// </summary>
public interface IFrameworkStreams
{
    /// <summary>Tells a framework something, after all that was told on the stream before.</summary>
    void Tell(StreamId stream, FrameworkNotice notice);

    /// <summary>Ends a stream after all that was told before.</summary>
    void End(StreamId stream);
}
