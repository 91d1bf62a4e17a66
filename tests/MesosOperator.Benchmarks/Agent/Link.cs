using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Agent;

/// <summary>The operator's side of one agent's link.</summary>
internal sealed class Link : AgentLink.AgentLinkBase
{
    public const string AgentId = "agent";

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private IServerStreamWriter<OperatorMessage>? _stream;
    private Func<TaskState, bool> _isExpected = _ => false;
    private HashSet<string> _missing = [];
    private TaskCompletionSource _all = new();

    public TaskCompletionSource Registered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when each of these tasks was heard of in such a state, and fails when one has failed otherwise.</summary>
    public Task Expect(IEnumerable<string> ids, Func<TaskState, bool> isExpected)
    {
        lock (_gate)
        {
            (_missing, _isExpected) = (new HashSet<string>(ids), isExpected);
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _all.Task;
        }
    }

    public async Task SayAsync(OperatorMessage message)
    {
        await _turn.WaitAsync();
        try
        {
            await _stream!.WriteAsync(message);
        }
        finally
        {
            _turn.Release();
        }
    }

    public override async Task Connect(
        IAsyncStreamReader<AgentMessage> requestStream, IServerStreamWriter<OperatorMessage> responseStream, ServerCallContext context)
    {
        _stream = responseStream;
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            if (requestStream.Current.Register is not null)
            {
                await SayAsync(new OperatorMessage
                {
                    Registered = new()
                    {
                        AgentId = new AgentID { Value = AgentId },
                        PingInterval = new DurationInfo { Nanoseconds = 1_000_000_000_000 },
                        PingMissesAllowed = 5,
                    },
                });
                Registered.SetResult();
            }
            else if (requestStream.Current.UpdateStatus is { } update)
                await HearAsync(update);
        }
    }

    private async Task HearAsync(AgentMessage.Types.UpdateStatus update)
    {
        await SayAsync(new OperatorMessage
        {
            AcknowledgeUpdate = new() { FrameworkId = update.FrameworkId, TaskId = update.Status.TaskId, Uuid = update.Status.Uuid },
        });
        lock (_gate)
        {
            if (_isExpected(update.Status.State) && _missing.Remove(update.Status.TaskId.Value) && _missing.Count == 0)
                _all.TrySetResult();
            else if (update.Status.State is TaskState.TaskFailed or TaskState.TaskError && _missing.Contains(update.Status.TaskId.Value))
                _all.TrySetException(new InvalidOperationException($"Task {update.Status.TaskId.Value} has failed: {update.Status.Message}"));
        }
    }
}
