using System.Threading.Channels;
using Google.Protobuf;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Links;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Http.Links;

/// <summary>
/// One connection of one agent. Orders wait here, since the master never does. Each interval a ping goes out once the
/// agent is registered; an agent that says nothing for too many of them loses its connection.
/// </summary>
internal sealed class AgentSession : IDisposable
{
    private readonly Channel<OperatorMessage> _waiting;
    private readonly CancellationTokenSource _broken = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrderToLink _orders;
    private readonly int _missesAllowed;
    private readonly ITimer _timer;
    private ulong _pings;
    private int _unanswered;

    public AgentSession(LinkId id, int capacity, HttpOptions options, ILeadership leadership, TimeProvider time)
    {
        Id = id;
        _waiting = Channel.CreateBounded<OperatorMessage>(new BoundedChannelOptions(capacity)
        {
            SingleReader = true,
            FullMode = BoundedChannelFullMode.Wait,
        });
        _orders = new(options.AgentPingInterval, options.AgentPingMisses, () => leadership.Current.Epoch);
        _missesAllowed = options.AgentPingMisses;
        _timer = time.CreateTimer(_ => Tick(), null, options.AgentPingInterval, options.AgentPingInterval);
    }

    public LinkId Id { get; }

    /// <summary>The agent's id, once it is registered, or that of the link that this one took over.</summary>
    public AgentId? AgentId { get; set; }

    /// <summary>Why the connection is dropped; null while it is not.</summary>
    public string? DropReason { get; private set; }

    /// <summary>Cancelled when the connection is dropped.</summary>
    public CancellationToken Broken => _broken.Token;

    /// <summary>Ends when the registration was answered.</summary>
    public Task Answered => _answered.Task;

    /// <summary>Ends when the master was told that the link is lost.</summary>
    public Task Over => _over.Task;

    /// <summary>Queues an order; drops the connection when there is no room, since none may be left out.</summary>
    public void Order(AgentOrder order)
    {
        if (order is AgentOrder.Welcome welcome)
            AgentId = welcome.AgentId;
        if (!_waiting.Writer.TryWrite(_orders.Map(order)))
            Drop("it reads too slowly");
        if (order is AgentOrder.Welcome or AgentOrder.Refuse)
            _answered.TrySetResult();
    }

    /// <summary>Asks the agent to dial a tunnel. False when there is no room, or it is not registered on this link.</summary>
    public bool TryOpenTunnel(ByteString id) =>
        _answered.Task.IsCompleted && _waiting.Writer.TryWrite(new() { OpenTunnel = new() { Id = id } });

    /// <summary>Ends the connection after what is queued.</summary>
    public void End() => _waiting.Writer.TryComplete();

    public void Drop(string reason)
    {
        if (!_waiting.Writer.TryComplete())
            return;
        DropReason = reason;
        _broken.Cancel();
    }

    /// <summary>The agent said something.</summary>
    public void Heard() => Interlocked.Exchange(ref _unanswered, 0);

    public void Finish() => _over.TrySetResult();

    public IAsyncEnumerable<OperatorMessage> MessagesAsync(CancellationToken stop) => _waiting.Reader.ReadAllAsync(stop);

    /// <summary>Others may still hold this session: ordering something then does nothing, and nothing that waits is kept.</summary>
    public void Dispose()
    {
        End();
        _timer.Dispose();
        while (_waiting.Reader.TryRead(out _))
        {
        }
    }

    private void Tick()
    {
        if (Interlocked.Increment(ref _unanswered) > _missesAllowed)
            Drop("it is silent");
        else if (_answered.Task.IsCompleted && !_waiting.Writer.TryWrite(new() { Ping = new() { Sequence = ++_pings } }))
            Drop("it reads too slowly");
    }
}
