using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>A well-formed call of an executor that waits for its verdict.</summary>
/// <param name="Call">What it wants.</param>
/// <param name="Stream">Where it is told things from then on; given with SUBSCRIBE.</param>
internal sealed record ExecutorRequest(Call Call, IExecutorStream? Stream)
{
    /// <summary>Who it has proved to be; null where it has shown nothing.</summary>
    public ExecutorClaims? Claims { get; init; }

    private readonly TaskCompletionSource<ExecutorVerdict> _verdict = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<ExecutorVerdict> Verdict => _verdict.Task;

    public void Answer(ExecutorVerdict verdict) => _verdict.TrySetResult(verdict);
}
