using Google.Protobuf;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1.Executor;
using MesosOperator.Protocol.Validation;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What executors say (mesos-wire 4).</summary>
internal sealed partial class ExecutorTable
{
    public void Call(ExecutorRequest request, Instant now)
    {
        var call = request.Call;
        var entry = Find(call.FrameworkId.Value, call.ExecutorId.Value);
        var verdict = VerdictOn(request, entry);
        Effects.Add(new AgentEffect.AnswerExecutor(request, verdict));
        if (verdict != ExecutorVerdict.Accepted)
            return;
        if (call.Type == Protocol.Mesos.V1.Executor.Call.Types.Type.Subscribe)
            Subscribe(entry!, call.Subscribe, request.Stream!, now);
        else if (call.Update is { } update)
            Update(entry!, update.Status, now);
        else if (call.Message is { } message)
            Effects.Add(new AgentEffect.Send(Message(entry!, message.Data)));
    }

    /// <summary>Its process may live on, and be back.</summary>
    public void StreamLost(IExecutorStream stream)
    {
        foreach (var entry in Runs.Values.Where(entry => entry.Stream == stream))
            entry.Stream = null;
    }

    /// <summary>Best effort: what an executor cannot hear now is lost. False where there is none to hear it.</summary>
    public bool TryTell(string frameworkId, string executorId, ByteString data)
    {
        if (Find(frameworkId, executorId) is not { Stream: not null } entry)
            return false;
        Tell(entry, ExecutorEvents.Message(data));
        return true;
    }

    private ExecutorVerdict VerdictOn(ExecutorRequest request, ExecutorEntry? entry)
    {
        var call = request.Call;
        if (entry is null)
            return Runs.Values.Any(other => other.Launch.Key.FrameworkId == call.FrameworkId.Value)
                ? ExecutorVerdict.ExecutorUnknown
                : ExecutorVerdict.FrameworkUnknown;
        if (request.Claims is { Cid: var container } && container != entry.Launch.ContainerId)
            return ExecutorVerdict.OfAnother;
        return entry.Stream is null && call.Type != Protocol.Mesos.V1.Executor.Call.Types.Type.Subscribe
            ? ExecutorVerdict.NotSubscribed
            : ExecutorVerdict.Accepted;
    }

    private void Subscribe(ExecutorEntry entry, Call.Types.Subscribe subscribe, IExecutorStream stream, Instant now)
    {
        if (entry.Stream is { } former)
            Effects.Add(new AgentEffect.EndExecutorStream(former));
        var isBack = entry.IsAwaited;
        (entry.Stream, entry.HasSubscribed, entry.IsAwaited) = (stream, true, false);
        if (entry.Phase == TaskPhase.Running)
            entry.Deadline = Instant.Never;
        Tell(entry, ExecutorEvents.Subscribed(entry, identity.Info));
        foreach (var update in subscribe.UnacknowledgedUpdates)
        {
            if (ExecutorCallValidator.Validate(update.Status, entry.Info.ExecutorId) is { } problem)
                Effects.Add(new AgentEffect.Disregard("unacknowledged update", problem));
            else
                Update(entry, update.Status, now);
        }

        if (!entry.IsOpen)
        {
            Tell(entry, ExecutorEvents.Shutdown);
            return;
        }

        DropUnheard(entry, subscribe, now);
        if (isBack && entry.Tasks.Count == 0)
        {
            ShutDown(entry, now); // it would wait for ever for what it was started for
            return;
        }

        foreach (var task in entry.Tasks.Where(task => task.Killing is not null))
            Tell(entry, task.Killing!);
        TellWaiting(entry);
    }

    /// <summary>What was sent to a connection that broke before the executor has read it.</summary>
    private void DropUnheard(ExecutorEntry entry, Call.Types.Subscribe subscribe, Instant now)
    {
        var waiting = entry.Waiting.SelectMany(batch => batch.Tasks).ToHashSet();
        var heard = subscribe.UnacknowledgedTasks.Select(task => task.TaskId.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var task in entry.Tasks.Where(task => task.LatestStatus is null && !waiting.Contains(task) && !heard.Contains(task.Key.TaskId)).ToList())
            Report(task, writer.Write(entry, task.Key.TaskId, ExecutorReports.Unheard(), now), now);
    }

    /// <summary>An executor that repeats itself is told again that it was heard.</summary>
    private void Update(ExecutorEntry entry, TaskStatus said, Instant now)
    {
        var key = new TaskKey(entry.Launch.Key.FrameworkId, said.TaskId.Value);
        if (_tasks.Find(key) is { } task && task.Executor == entry)
        {
            if (task.IsNews(said.Uuid) && !task.HasEnded)
                Report(task, writer.Complete(entry, ExecutorReports.Drained(said, task.Cause), now), now);
        }
        else
        {
            Effects.Add(new AgentEffect.Disregard("update of an executor", $"task {said.TaskId.Value} is not, or no longer, known"));
        }

        Tell(entry, ExecutorEvents.Acknowledged(said));
    }

    private static AgentMessage Message(ExecutorEntry entry, ByteString data) => new()
    {
        FrameworkMessage = new AgentMessage.Types.FrameworkMessage
        {
            FrameworkId = entry.Launch.Framework.Id,
            ExecutorId = entry.Info.ExecutorId,
            Data = data,
        },
    };
}
