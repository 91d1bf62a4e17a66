using System.Collections.Concurrent;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>What an operator has heard of each task, whichever process of the agent said it.</summary>
internal sealed class TaskAccount
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, TaskStatus>> _heard = new(StringComparer.Ordinal);

    /// <summary>Whether to acknowledge the next update.</summary>
    public Func<bool> Acknowledges { get; set; } = () => true;

    public int UpdateCount => _heard.Values.Sum(updates => updates.Count);

    /// <summary>Different updates of the task, by uuid.</summary>
    public IReadOnlyCollection<TaskStatus> Of(string taskId) => _heard.TryGetValue(taskId, out var updates) ? [.. updates.Values] : [];

    public TaskStatus[] EndsOf(string taskId) => [.. Of(taskId).Where(status => IsEnd(status.State))];

    /// <summary>Listens until the connection is over.</summary>
    public async Task ListenAsync(TestCall call)
    {
        try
        {
            while (await call.HearAsync() is { } message)
            {
                if (message.UpdateStatus is not { } update)
                    continue;
                _heard.GetOrAdd(update.Status.TaskId.Value, _ => new(StringComparer.Ordinal)).TryAdd(update.Status.Uuid.ToBase64(), update.Status);
                if (Acknowledges())
                    await call.SayAsync(Orders.Acknowledge(update));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The agent was killed in the middle of it.
        }
    }

    private static bool IsEnd(TaskState state) => state is TaskState.TaskFinished or TaskState.TaskFailed or TaskState.TaskKilled or TaskState.TaskDropped;
}
