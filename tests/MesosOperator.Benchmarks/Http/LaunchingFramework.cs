using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using MesosOperator.Host.Sample;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;
using WireStatus = MesosOperator.Protocol.Mesos.V1.TaskStatus;

namespace MesosOperator.Benchmarks.Http;

/// <summary>A framework on the JSON API that launches tasks, some on each offer, and acknowledges that they run. Several calls are under way at a time.</summary>
internal sealed class LaunchingFramework(Uri api, int tasks, int tasksEachOffer) : IDisposable
{
    private const int CallsAtATime = 8;

    private readonly SchedulerClient _client = new(MasterAccess.Open(api), MessageCodec.Json);
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Call> _accepts = Channel.CreateUnbounded<Call>();
    private readonly ConcurrentQueue<double> _acceptMilliseconds = new();
    private int _launched;
    private int _acknowledged;

    /// <summary>The least time between two ACCEPTs; none where it is null.</summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>How long each ACCEPT took to be answered.</summary>
    public IReadOnlyCollection<double> AcceptMilliseconds => _acceptMilliseconds;

    /// <summary>Returns the time from the first event until the last acknowledgement was answered; then nothing of the framework is left.</summary>
    public async Task<TimeSpan> RunAsync()
    {
        using var stop = new CancellationTokenSource();
        var start = Stopwatch.GetTimestamp();
        Task[] working = [ReadAsync(stop.Token), PassOnAsync(stop.Token), .. Enumerable.Range(0, CallsAtATime).Select(_ => MakeCallsAsync(stop.Token))];
        await await Task.WhenAny([_done.Task, .. working]);
        var elapsed = Stopwatch.GetElapsedTime(start);
        await _client.CallAsync(new Call { Type = Call.Types.Type.Teardown }, stop.Token);
        await stop.CancelAsync();
        await Task.WhenAll(working).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return elapsed;
    }

    public void Dispose() => _client.Dispose();

    private async Task ReadAsync(CancellationToken stop)
    {
        var info = new FrameworkInfo { User = "nobody", Name = "benchmark", Roles = { "benchmark" } };
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole });
        await foreach (var message in _client.SubscribeAsync(info, stop))
            if (message.Type == Event.Types.Type.Offers)
                foreach (var offer in message.Offers.Offers_)
                    _accepts.Writer.TryWrite(Accept(offer));
            else if (message.Type == Event.Types.Type.Update)
                _calls.Writer.TryWrite(Acknowledge(message.Update.Status));
    }

    private async Task PassOnAsync(CancellationToken stop)
    {
        using var pace = Pace is { } between ? new PeriodicTimer(between) : null;
        await foreach (var accept in _accepts.Reader.ReadAllAsync(stop))
        {
            if (pace is not null)
                await pace.WaitForNextTickAsync(stop);
            _calls.Writer.TryWrite(accept);
        }
    }

    private async Task MakeCallsAsync(CancellationToken stop)
    {
        await foreach (var call in _calls.Reader.ReadAllAsync(stop))
        {
            var start = Stopwatch.GetTimestamp();
            await _client.CallAsync(call, stop);
            if (call.Type == Call.Types.Type.Accept)
                _acceptMilliseconds.Enqueue(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (call.Type == Call.Types.Type.Acknowledge && Interlocked.Increment(ref _acknowledged) == tasks)
                _done.SetResult();
        }
    }

    private Call Accept(Offer offer)
    {
        var launch = new Offer.Types.Operation.Types.Launch();
        while (launch.TaskInfos.Count < tasksEachOffer && _launched < tasks)
            launch.TaskInfos.Add(NewTask(offer.AgentId));
        return new Call
        {
            Type = Call.Types.Type.Accept,
            Accept = new Call.Types.Accept
            {
                OfferIds = { offer.Id },
                Operations = { new Offer.Types.Operation { Type = Offer.Types.Operation.Types.Type.Launch, Launch = launch } },
                Filters = new Filters { RefuseSeconds = _launched < tasks ? 0 : 3600 },
            },
        };
    }

    private TaskInfo NewTask(AgentID agent)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"task-{++_launched}");
        return new TaskInfo
        {
            Name = id,
            TaskId = new TaskID { Value = id },
            AgentId = agent,
            Resources = { Scalar("cpus", 0.1), Scalar("mem", 32) },
            Command = new CommandInfo { Value = "sleep 1000" },
        };
    }

    private static Call Acknowledge(WireStatus status) => new()
    {
        Type = Call.Types.Type.Acknowledge,
        Acknowledge = new Call.Types.Acknowledge { AgentId = status.AgentId, TaskId = status.TaskId, Uuid = status.Uuid },
    };

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };
}
