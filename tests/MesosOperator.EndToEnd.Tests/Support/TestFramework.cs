using MesosOperator.Host.Sample;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A framework over the HTTP API. What to launch on an offer is asked of the test; updates are acknowledged.</summary>
internal sealed class TestFramework : IAsyncDisposable
{
    private readonly SchedulerClient _client;
    private readonly Func<Offer, IEnumerable<TaskInfo>> _launches;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WireStatus> _last = [];
    private TaskCompletionSource _changed = NewChange();
    private Task _reading = Task.CompletedTask;

    private TestFramework(Uri api, MessageCodec codec, Func<Offer, IEnumerable<TaskInfo>> launches) =>
        (_client, _launches) = (new SchedulerClient(MasterAccess.Open(api), codec), launches);

    public string Id => _client.FrameworkId.Value;

    /// <summary>How many tasks are in a state, as far as this framework was told.</summary>
    public int Count(TaskState state)
    {
        lock (_gate)
            return _last.Values.Count(status => status.State == state);
    }

    /// <summary>What this framework was told last of a task.</summary>
    public WireStatus Last(string task)
    {
        lock (_gate)
            return _last[task];
    }

    /// <summary>The same; null where it was told nothing yet.</summary>
    public WireStatus? Heard(string task)
    {
        lock (_gate)
            return _last.GetValueOrDefault(task);
    }

    /// <summary>Subscribes, and answers every offer with what <paramref name="launches"/> wants to launch on it.</summary>
    public static async Task<TestFramework> SubscribeAsync(
        Uri api, string role, Func<Offer, IEnumerable<TaskInfo>> launches, params FrameworkInfo.Types.Capability.Types.Type[] capabilities)
    {
        var info = new FrameworkInfo { User = System.Environment.UserName, Name = $"{role} framework", Roles = { role } };
        foreach (var type in capabilities.Append(FrameworkInfo.Types.Capability.Types.Type.MultiRole))
            info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = type });
        var framework = new TestFramework(api, MessageCodec.Json, launches);
        var subscribed = new TaskCompletionSource();
        framework._reading = framework.ReadAsync(info, subscribed);
        await await Task.WhenAny(subscribed.Task, framework._reading);
        return framework;
    }

    /// <summary>Waits until what this framework was told makes <paramref name="condition"/> true.</summary>
    public async Task UntilAsync(Func<bool> condition, string what)
    {
        using var limit = new CancellationTokenSource(Eventually.Limit, TimeProvider.System);
        while (true)
        {
            var change = _changed.Task;
            if (condition())
                return;
            try
            {
                await (await Task.WhenAny(change.WaitAsync(limit.Token), _reading));
                Assert.False(_reading.IsCompleted, $"The subscription ended before {what}");
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Not within {Eventually.Limit.TotalSeconds} s: {what}; states are {Describe()}");
            }
        }
    }

    public async Task KillAllAsync()
    {
        WireStatus[] tasks;
        lock (_gate)
            tasks = [.. _last.Values];
        foreach (var task in tasks)
            await CallAsync(new Call
            {
                Type = Call.Types.Type.Kill,
                Kill = new Call.Types.Kill { TaskId = task.TaskId, AgentId = task.AgentId },
            });
    }

    public Task CallAsync(Call call) => _client.CallAsync(call, _stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(FrameworkInfo info, TaskCompletionSource subscribed)
    {
        await foreach (var message in _client.SubscribeAsync(info, _stop.Token))
        {
            if (message.Type == Event.Types.Type.Subscribed)
                subscribed.TrySetResult();
            else if (message.Type == Event.Types.Type.Offers)
                foreach (var offer in message.Offers.Offers_)
                    await AnswerAsync(offer);
            else if (message.Type == Event.Types.Type.Update)
                await NoteAsync(message.Update.Status);
            else if (message.Type == Event.Types.Type.Error)
                throw new InvalidOperationException(message.Error.Message);
        }
    }

    private async Task NoteAsync(WireStatus status)
    {
        lock (_gate)
            _last[status.TaskId.Value] = status;

        Interlocked.Exchange(ref _changed, NewChange()).TrySetResult();
        await _client.AcknowledgeAsync(status, _stop.Token);
    }

    private Task AnswerAsync(Offer offer)
    {
        var launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { _launches(offer) } };
        return launch.TaskInfos.Count == 0
            ? CallAsync(new Call { Type = Call.Types.Type.Decline, Decline = new Call.Types.Decline { OfferIds = { offer.Id } } })
            : CallAsync(new Call
            {
                Type = Call.Types.Type.Accept,
                Accept = new Call.Types.Accept
                {
                    OfferIds = { offer.Id },
                    Operations = { new Offer.Types.Operation { Type = Offer.Types.Operation.Types.Type.Launch, Launch = launch } },
                    Filters = new Filters { RefuseSeconds = 0 },
                },
            });
    }

    private string Describe()
    {
        lock (_gate)
            return string.Join(", ", _last.Values.GroupBy(status => status.State).Select(group => $"{group.Count()} {group.Key}"));
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
