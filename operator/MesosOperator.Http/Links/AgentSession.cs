using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
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
    private readonly TimeProvider _time;
    private TaskCompletionSource? _probe;
    private ulong _pings;
    private int _unanswered;
    private bool _ended;

    public AgentSession(LinkId id, int capacity, HttpOptions options, ILeadership leadership, TimeProvider time)
    {
        (Id, _time) = (id, time);
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

    /// <summary>Who is at the other end; null before that is known.</summary>
    public LinkCaller? Caller { get; set; }

    /// <summary>Which process of an agent it is; null before it has said so.</summary>
    public ByteString? Instance { get; set; }

    /// <summary>Why the call ends with a status; null while it does not.</summary>
    public RpcException? Refusal { get; private set; }

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
        if (order is AgentOrder.TurnAway away)
        {
            Refusal = new RpcException(new Status(StatusCode.PermissionDenied, away.Message));
            _answered.TrySetResult();
            return;
        }

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
    public void End()
    {
        if (!Interlocked.Exchange(ref _ended, true))
            _waiting.Writer.TryComplete();
    }

    /// <summary>Ends the connection without what is queued. Who sees the end sees why.</summary>
    public void Drop(string reason)
    {
        if (Interlocked.Exchange(ref _ended, true))
            return;
        DropReason = reason;
        _waiting.Writer.TryComplete();
        _broken.Cancel();
    }

    /// <summary>The agent said something.</summary>
    public void Heard()
    {
        Interlocked.Exchange(ref _unanswered, 0);
        Volatile.Read(ref _probe)?.TrySetResult();
    }

    /// <summary>Says something that is no order of the master.</summary>
    public void Say(OperatorMessage message)
    {
        if (!_waiting.Writer.TryWrite(message))
            Drop("it reads too slowly");
    }

    /// <summary>Whether the agent says anything within a limit, asked by a ping.</summary>
    public async Task<bool> IsAliveAsync(TimeSpan limit)
    {
        var probe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        probe = Interlocked.CompareExchange(ref _probe, probe, null) ?? probe;
        var late = Task.Delay(limit, _time);
        _waiting.Writer.TryWrite(new() { Ping = new() { Sequence = Interlocked.Increment(ref _pings) } });
        await Task.WhenAny(probe.Task, Over, late);
        Interlocked.CompareExchange(ref _probe, null, probe);
        return probe.Task.IsCompleted && !Over.IsCompleted;
    }

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
        else if (Caller?.Proof is { } proof && proof.Until <= _time.GetUtcNow())
            Drop("its certificate is over");
        else if (_answered.Task.IsCompleted && !_waiting.Writer.TryWrite(new() { Ping = new() { Sequence = Interlocked.Increment(ref _pings) } }))
            Drop("it reads too slowly");
    }
}
