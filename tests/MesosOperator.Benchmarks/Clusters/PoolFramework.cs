using System.Globalization;
using MesosOperator.Host.Sample;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Clusters;

/// <summary>A framework on the protobuf API that keeps all its offers until it is told to use them.</summary>
internal sealed class PoolFramework : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan DialAgain = TimeSpan.FromMilliseconds(200);

    private readonly SchedulerClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Offer> _offers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _cpus = new(StringComparer.Ordinal);
    private readonly Task _reading;
    private TaskCompletionSource _changed = NewChange();
    private int _launched;

    public PoolFramework(Uri api)
    {
        _client = new(MasterAccess.Open(api), MessageCodec.Protobuf);
        _reading = ReadAsync();
    }

    /// <summary>How many offers stand.</summary>
    public int OfferCount
    {
        get
        {
            lock (_gate)
                return _offers.Count;
        }
    }

    /// <summary>The processors that are offered on a host now.</summary>
    public double CpusOf(string host)
    {
        lock (_gate)
            return _cpus.GetValueOrDefault(host);
    }

    /// <summary>Waits until what is offered makes a condition true.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            Task changed;
            lock (_gate)
                changed = _changed.Task;
            if (holds())
                return;
            try
            {
                await (await Task.WhenAny(changed, _reading)).WaitAsync(limit.Token);
                await changed.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {Patience}: {what}");
            }
        }
    }

    /// <summary>Launches tasks spread over all offers, one ACCEPT for each offer and some at a time.</summary>
    public async Task LaunchAsync(int tasks)
    {
        Offer[] offers;
        lock (_gate)
            offers = [.. _offers.Values.OrderBy(offer => offer.Hostname, StringComparer.Ordinal)];
        var each = tasks / offers.Length;
        var accepts = offers.Select((offer, index) => Accept(offer, index < tasks % offers.Length ? each + 1 : each)).ToArray();
        const int atOnce = 8;
        await Parallel.ForEachAsync(accepts, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (accept, stop) => await _client.CallAsync(accept, stop));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    /// <summary>An operator that does not lead yet refuses.</summary>
    private async Task ReadAsync()
    {
        while (true)
        {
            try
            {
                await ReadOnceAsync();
                return;
            }
            catch (Exception notYet) when (notYet is SchedulerCallException or HttpRequestException)
            {
                await Task.Delay(DialAgain, TimeProvider.System, _stop.Token);
            }
        }
    }

    private async Task ReadOnceAsync()
    {
        var info = new FrameworkInfo { User = "nobody", Name = "benchmark", Roles = { "benchmark" } };
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole });
        await foreach (var message in _client.SubscribeAsync(info, _stop.Token))
        {
            lock (_gate)
            {
                if (message.Type == Event.Types.Type.Offers)
                    foreach (var offer in message.Offers.Offers_)
                        Add(offer);
                else if (message.Type == Event.Types.Type.Rescind)
                    Remove(message.Rescind.OfferId.Value);
                else
                    continue;
                _changed.TrySetResult();
                _changed = NewChange();
            }
        }
    }

    private void Add(Offer offer)
    {
        _offers[offer.Id.Value] = offer;
        _cpus[offer.Hostname] = _cpus.GetValueOrDefault(offer.Hostname) + CpusOf(offer);
    }

    private void Remove(string id)
    {
        if (_offers.Remove(id, out var offer))
            _cpus[offer.Hostname] -= CpusOf(offer);
    }

    private Call Accept(Offer offer, int tasks)
    {
        lock (_gate)
            Remove(offer.Id.Value);
        return new Call
        {
            Type = Call.Types.Type.Accept,
            Accept = new Call.Types.Accept
            {
                OfferIds = { offer.Id },
                Operations =
                {
                    new Offer.Types.Operation
                    {
                        Type = Offer.Types.Operation.Types.Type.Launch,
                        Launch = new Offer.Types.Operation.Types.Launch { TaskInfos = { Enumerable.Range(0, tasks).Select(_ => NewTask(offer.AgentId)) } },
                    },
                },
                Filters = new Filters { RefuseSeconds = 0 },
            },
        };
    }

    private TaskInfo NewTask(AgentID agent)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"task-{++_launched}");
        return TaskOf(id, agent);
    }

    /// <summary>A task as it is launched here.</summary>
    public static TaskInfo TaskOf(string id, AgentID agent) => new()
    {
        Name = id,
        TaskId = new TaskID { Value = id },
        AgentId = agent,
        Resources = { Scalar("cpus", 0.1), Scalar("mem", 32) },
        Command = new CommandInfo { Value = "sleep 1000" },
    };

    private static double CpusOf(Offer offer) => offer.Resources.Where(resource => resource.Name == "cpus").Sum(resource => resource.Scalar.Value);

    private static Resource Scalar(string name, double value) =>
        new() { Name = name, Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = value } };

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
