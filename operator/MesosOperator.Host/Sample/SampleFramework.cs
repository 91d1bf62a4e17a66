using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Messages;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.Host.Sample;

/// <summary>
/// A framework to look at: launches a few tasks that say hello and end, tells in the log what it sees, and tears itself
/// down. It reaches the operator as any framework does, by the Mesos v1 HTTP API.
/// </summary>
internal sealed class SampleFramework(MasterAccess master, int taskCount, ILogger log) : IDisposable
{
    private const double RefuseNothingSeconds = 0;

    private readonly SchedulerClient _client = new(master, MessageCodec.Json);
    private readonly SampleTasks _tasks = new(taskCount);

    /// <summary>Returns when all tasks have ended, when the operator ends the subscription, or on <paramref name="stop"/>.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var info = new FrameworkInfo { User = System.Environment.UserName, Name = "sample", Roles = { "sample" } };
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole });
        try
        {
            await foreach (var message in _client.SubscribeAsync(info, stop))
            {
                await HandleAsync(message, stop);
                if (_tasks.AllEnded)
                {
                    await _client.CallAsync(new Call { Type = Call.Types.Type.Teardown }, stop);
                    SampleLog.Done(log, _tasks.Count);
                    return;
                }
            }

            SampleLog.StreamEnded(log);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            SampleLog.Stopped(log);
        }
        catch (Exception problem) when (problem is SchedulerCallException or HttpRequestException or IOException)
        {
            SampleLog.Failed(log, problem.Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task HandleAsync(Event message, CancellationToken stop)
    {
        switch (message.Type)
        {
            case Event.Types.Type.Subscribed:
                SampleLog.Subscribed(log, _client.FrameworkId.Value, _tasks.Count);
                break;
            case Event.Types.Type.Offers:
                foreach (var offer in message.Offers.Offers_)
                    await AnswerAsync(offer, stop);
                break;
            case Event.Types.Type.Update:
                await FollowAsync(message.Update.Status, stop);
                break;
            case Event.Types.Type.Error:
                SampleLog.Failed(log, message.Error.Message);
                break;
        }
    }

    private async Task AnswerAsync(Offer offer, CancellationToken stop)
    {
        var launched = _tasks.Fill(offer);
        SampleLog.Answering(log, offer.Hostname, launched.Count);
        await _client.CallAsync(launched.Count > 0 ? Accept(offer, launched) : Decline(offer), stop);
        if (_tasks.AllLaunched && launched.Count > 0)
            await _client.CallAsync(new Call { Type = Call.Types.Type.Suppress }, stop);
    }

    private async Task FollowAsync(WireStatus status, CancellationToken stop)
    {
        SampleLog.Update(log, status.TaskId.Value, WireNames.Of(status.State));
        await _client.AcknowledgeAsync(status, stop);
        if (HasEnded(status.State))
            _tasks.End(status.TaskId);
    }

    private static bool HasEnded(TaskState state) =>
        state is not (TaskState.TaskStaging or TaskState.TaskStarting or TaskState.TaskRunning or TaskState.TaskKilling);

    private static Call Accept(Offer offer, IEnumerable<TaskInfo> tasks)
    {
        var launch = new Offer.Types.Operation.Types.Launch();
        launch.TaskInfos.AddRange(tasks);
        return new Call
        {
            Type = Call.Types.Type.Accept,
            Accept = new Call.Types.Accept
            {
                OfferIds = { offer.Id },
                Operations = { new Offer.Types.Operation { Type = Offer.Types.Operation.Types.Type.Launch, Launch = launch } },
                Filters = new Filters { RefuseSeconds = RefuseNothingSeconds },
            },
        };
    }

    private static Call Decline(Offer offer) => new()
    {
        Type = Call.Types.Type.Decline,
        Decline = new Call.Types.Decline { OfferIds = { offer.Id } },
    };
}
