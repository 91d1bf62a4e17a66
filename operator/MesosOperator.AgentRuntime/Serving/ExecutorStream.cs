using System.Threading.Channels;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Between the agent, which never waits, and the connection of an executor; it beats each half hour (case E06).</summary>
internal sealed class ExecutorStream : IExecutorStream, IDisposable
{
    private const int Capacity = 16_384;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromMinutes(30);

    private readonly Channel<Event> _waiting = Channel.CreateBounded<Event>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _broken = new();
    private readonly ITimer _timer;

    public ExecutorStream(TimeProvider time) => _timer = time.CreateTimer(_ => Tell(ExecutorEvents.Heartbeat), null, Heartbeat, Heartbeat);

    /// <summary>Cancelled when more waits than may.</summary>
    public CancellationToken Broken => _broken.Token;

    public void Tell(Event said)
    {
        if (!_waiting.Writer.TryWrite(said) && _waiting.Writer.TryComplete())
            _broken.Cancel();
    }

    public void End() => _waiting.Writer.TryComplete();

    /// <summary>Writes what is told, each record at once and in one piece, until the end.</summary>
    public async Task WriteToAsync(Stream body, MessageRecords records, CancellationToken stop)
    {
        await foreach (var said in _waiting.Reader.ReadAllAsync(stop))
            await body.WriteAsync(records.Encode(said), stop);
    }

    /// <summary>The agent may still hold it: telling it something then does nothing.</summary>
    public void Dispose()
    {
        End();
        _timer.Dispose();
    }
}
