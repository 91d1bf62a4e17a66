using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>One connection of an agent, seen from the operator.</summary>
internal sealed class TestCall
{
    private readonly IAsyncStreamReader<AgentMessage> _requests;
    private readonly IServerStreamWriter<OperatorMessage> _responses;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isGone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestCall(IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<OperatorMessage> responses, CancellationToken gone)
    {
        (_requests, _responses) = (requests, responses);
        gone.UnsafeRegister(_ => _isGone.TrySetResult(), null);
    }

    /// <summary>How the call ends when the test ends it; null: well.</summary>
    public RpcException? Problem { get; private set; }

    /// <summary>Completes when the test ends the call, or the agent has dropped it.</summary>
    public Task Over => Task.WhenAny(_over.Task, _isGone.Task);

    /// <summary>The next message of the agent; null when the agent has ended its side, or dropped the call.</summary>
    public async Task<AgentMessage?> HearAsync()
    {
        try
        {
            return await _requests.MoveNext(Patience.Token()) ? _requests.Current : null;
        }
        catch (Exception lost) when (lost is IOException || _isGone.Task.IsCompleted)
        {
            return null;
        }
    }

    /// <summary>Says something; into the void where the agent has dropped the call meanwhile.</summary>
    public async Task SayAsync(OperatorMessage message)
    {
        try
        {
            await _responses.WriteAsync(message, Patience.Token());
        }
        catch (Exception) when (_isGone.Task.IsCompleted)
        {
            // the server has given up the call with the agent
        }
    }

    public void End() => _over.TrySetResult();

    /// <summary>Ends the call as a standby does.</summary>
    public void SendElsewhere()
    {
        Problem = new RpcException(new Status(StatusCode.Unavailable, "on standby"));
        End();
    }

    /// <summary>Answers the registration that the agent begins with.</summary>
    public async Task<AgentMessage> RegisterAsync(string agentId = "agent-1", double pingSeconds = 15, long epoch = 0)
    {
        var first = await HearAsync();
        await SayAsync(new OperatorMessage
        {
            Registered = new OperatorMessage.Types.Registered
            {
                AgentId = new AgentID { Value = agentId },
                PingInterval = new DurationInfo { Nanoseconds = (long)(pingSeconds * 1e9) },
                PingMissesAllowed = 5,
                Epoch = epoch,
            },
        });
        return first!;
    }

    /// <summary>
    /// The agent has nothing to say, and waits for the next thing that comes due: what is due already would be said before the
    /// second answer.
    /// </summary>
    public async Task QuietAsync()
    {
        for (var sequence = 1ul; sequence <= 2; sequence++)
        {
            await SayAsync(new OperatorMessage { Ping = new() { Sequence = sequence } });
            Assert.Equal(sequence, (await HearAsync())!.Pong?.Sequence);
        }
    }

    /// <summary>The next status update, acknowledged.</summary>
    public async Task<AgentMessage.Types.UpdateStatus> UpdateAsync()
    {
        var update = (await HearAsync())?.UpdateStatus;
        Assert.NotNull(update);
        await SayAsync(Orders.Acknowledge(update));
        return update;
    }
}
