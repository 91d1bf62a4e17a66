using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>One connection of an agent, seen from the operator.</summary>
internal sealed class TestCall(
    IAsyncStreamReader<AgentMessage> requests, IServerStreamWriter<OperatorMessage> responses, CancellationToken gone)
{
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How the call ends when the test ends it; null: well.</summary>
    public RpcException? Problem { get; private set; }

    /// <summary>Completes when the test ends the call, or the agent has dropped it.</summary>
    public Task Over => Task.WhenAny(_over.Task, WaitForGoneAsync());

    /// <summary>The next message of the agent; null when the agent has ended its side, or dropped the call.</summary>
    public async Task<AgentMessage?> HearAsync()
    {
        try
        {
            return await requests.MoveNext(Patience.Token()) ? requests.Current : null;
        }
        catch (Exception lost) when (lost is IOException || gone.IsCancellationRequested)
        {
            return null;
        }
    }

    public Task SayAsync(OperatorMessage message) => responses.WriteAsync(message, Patience.Token());

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

    /// <summary>The next status update, acknowledged.</summary>
    public async Task<AgentMessage.Types.UpdateStatus> UpdateAsync()
    {
        var update = (await HearAsync())?.UpdateStatus;
        Assert.NotNull(update);
        await SayAsync(Orders.Acknowledge(update));
        return update;
    }

    private async Task WaitForGoneAsync()
    {
        var source = new TaskCompletionSource();
        await using var registration = gone.UnsafeRegister(_ => source.TrySetResult(), null);
        await source.Task;
    }
}
