using MesosOperator.Host.Sample;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>
/// A framework that goes on when its master is gone: it subscribes again with its id, at one address after the other, and
/// asks again and again what became of tasks that it does not know the end of. How to answer an offer is asked of the test;
/// one that gets no answer is kept.
/// </summary>
internal sealed class SteadyFramework : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(2);

    private readonly FrameworkInfo _info;
    private readonly Uri[] _masters;
    private readonly Func<Offer, IEnumerable<Offer.Types.Operation>?> _answer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, TaskState> _states = [];
    private readonly HashSet<string> _onTheWay = [];
    private readonly Dictionary<string, WireStatus> _last = [];
    private readonly List<(string Task, TaskState State)> _told = [];
    private readonly List<(int Subscription, Offer Offer)> _offers = [];
    private readonly HashSet<string> _rescinded = [];
    private readonly Task _running;
    private SchedulerClient? _client;

    public SteadyFramework(FrameworkInfo info, IEnumerable<Uri> masters, Func<Offer, IEnumerable<Offer.Types.Operation>?> answer)
    {
        (_info, _masters, _answer) = (info, [.. masters], answer);
        _running = Task.WhenAll(SubscribeForeverAsync(), AskForeverAsync());
    }

    /// <summary>The id that it was given; empty before.</summary>
    public string Id => _info.Id?.Value ?? "";

    /// <summary>How often it was subscribed.</summary>
    public int Subscriptions { get; private set; }

    /// <summary>The end of each task as far as it was told; states that are not the end for those that go on.</summary>
    public Dictionary<string, TaskState> States
    {
        get
        {
            lock (_gate)
                return new(_states);
        }
    }

    /// <summary>What it was told last of a task, its end where it was told that; null where it was told nothing yet.</summary>
    public WireStatus? Heard(string task)
    {
        lock (_gate)
            return _last.GetValueOrDefault(task);
    }

    /// <summary>Everything it was told of tasks, in order.</summary>
    public (string Task, TaskState State)[] Told
    {
        get
        {
            lock (_gate)
                return [.. _told];
        }
    }

    /// <summary>Every offer that it got, in order, and on which of its subscriptions.</summary>
    public (int Subscription, Offer Offer)[] Offers
    {
        get
        {
            lock (_gate)
                return [.. _offers];
        }
    }

    /// <summary>Whether an offer was taken back.</summary>
    public bool IsRescinded(Offer offer)
    {
        lock (_gate)
            return _rescinded.Contains(offer.Id.Value);
    }

    public static bool IsEnd(TaskState state) => state is TaskState.TaskFinished or TaskState.TaskFailed or TaskState.TaskKilled
        or TaskState.TaskLost or TaskState.TaskError or TaskState.TaskDropped or TaskState.TaskGone;

    /// <summary>Fails when it did, and otherwise waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> condition, string what) => await Eventually.TrueAsync(
        async () =>
        {
            if (_running.IsFaulted)
                await _running;
            return condition();
        },
        what);

    /// <summary>Answers an offer that it has kept.</summary>
    public Task AcceptAsync(Offer offer, params Offer.Types.Operation[] operations) => AcceptAsync(Client, offer, operations);

    /// <summary>Asks for the end of a task.</summary>
    public Task KillAsync(string task, TimeSpan? grace = null)
    {
        var kill = new Call.Types.Kill { TaskId = new TaskID { Value = task } };
        if (grace is { } most)
            kill.KillPolicy = new KillPolicy { GracePeriod = new DurationInfo { Nanoseconds = most.Ticks * 100 } };
        return CallAsync(new Call { Type = Call.Types.Type.Kill, Kill = kill });
    }

    /// <summary>Leaves for good: its tasks are killed.</summary>
    public Task TearDownAsync() => CallAsync(new Call { Type = Call.Types.Type.Teardown });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private SchedulerClient Client => _client ?? throw new InvalidOperationException("It is not subscribed.");

    private Task CallAsync(Call call) => Client.CallAsync(call, _stop.Token);

    private async Task SubscribeForeverAsync()
    {
        for (var turn = 0; !_stop.IsCancellationRequested; turn++)
        {
            using var client = new SchedulerClient(MasterAccess.Open(_masters[turn % _masters.Length]), MessageCodec.Json);
            try
            {
                await foreach (var message in client.SubscribeAsync(_info, _stop.Token))
                    await HearAsync(client, message);
            }
            catch (Exception gone) when (IsOfConnection(gone))
            {
                // The next one then.
            }

            _client = null;
            await Task.Delay(Pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task HearAsync(SchedulerClient client, Event message)
    {
        switch (message.Type)
        {
            case Event.Types.Type.Subscribed:
                _info.Id = message.Subscribed.FrameworkId;
                (_client, Subscriptions) = (client, Subscriptions + 1);
                break;
            case Event.Types.Type.Offers:
                foreach (var offer in message.Offers.Offers_)
                    await AnswerAsync(client, offer);
                break;
            case Event.Types.Type.Rescind:
                lock (_gate)
                    _rescinded.Add(message.Rescind.OfferId.Value);
                break;
            case Event.Types.Type.Update:
                Note(message.Update.Status);
                await client.AcknowledgeAsync(message.Update.Status, _stop.Token);
                break;
            case Event.Types.Type.Error:
                throw new InvalidOperationException(message.Error.Message);
        }
    }

    /// <summary>
    /// An answer that its task's end has overtaken says nothing: a master that hears the question after the end was
    /// acknowledged does not know the task any more.
    /// </summary>
    private void Note(WireStatus status)
    {
        lock (_gate)
        {
            var ended = _states.TryGetValue(status.TaskId.Value, out var known) && IsEnd(known);
            if (ended && status.Reason == WireStatus.Types.Reason.Reconciliation)
                return;
            _told.Add((status.TaskId.Value, status.State));
            if (ended)
                return;
            _states[status.TaskId.Value] = status.State;
            _last[status.TaskId.Value] = status;
        }
    }

    private async Task AnswerAsync(SchedulerClient client, Offer offer)
    {
        lock (_gate)
            _offers.Add((Subscriptions, offer));
        if (_answer(offer)?.ToArray() is { } operations)
            await AcceptAsync(client, offer, operations);
    }

    /// <summary>A task is not asked about while its launch is on the way: a master that hears the question first does not know it.</summary>
    private async Task AcceptAsync(SchedulerClient client, Offer offer, Offer.Types.Operation[] operations)
    {
        var tasks = operations.SelectMany(operation => operation.LaunchGroup?.TaskGroup.Tasks ?? operation.Launch?.TaskInfos ?? []).Select(task => task.TaskId.Value).ToArray();
        Begin(tasks);
        try
        {
            await client.CallAsync(
                new Call
                {
                    Type = Call.Types.Type.Accept,
                    Accept = new Call.Types.Accept { OfferIds = { offer.Id }, Operations = { operations }, Filters = new Filters { RefuseSeconds = operations.Length == 0 ? 0.2 : 0 } },
                },
                _stop.Token);
        }
        finally
        {
            lock (_gate)
                _onTheWay.ExceptWith(tasks);
        }
    }

    private void Begin(string[] tasks)
    {
        lock (_gate)
        {
            _onTheWay.UnionWith(tasks);
            foreach (var task in tasks)
                _states.Add(task, TaskState.TaskStaging);
        }
    }

    private string[] Open()
    {
        lock (_gate)
            return [.. _states.Where(task => !IsEnd(task.Value) && !_onTheWay.Contains(task.Key)).Select(task => task.Key)];
    }

    private async Task AskForeverAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(AskEvery, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var open = Open();
            if (_client is not { } client || open.Length == 0)
                continue;
            try
            {
                await client.CallAsync(new Call { Type = Call.Types.Type.Reconcile, Reconcile = Of(open) }, _stop.Token);
            }
            catch (Exception gone) when (IsOfConnection(gone))
            {
                // The reading side finds it out too.
            }
        }
    }

    private static Call.Types.Reconcile Of(string[] tasks) => new()
    {
        Tasks = { tasks.Select(task => new Call.Types.Reconcile.Types.Task { TaskId = new TaskID { Value = task } }) },
    };

    private static bool IsOfConnection(Exception gone) =>
        gone is HttpRequestException or IOException or OperationCanceledException or SchedulerCallException or ObjectDisposedException;
}
