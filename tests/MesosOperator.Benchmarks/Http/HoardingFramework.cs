using MesosOperator.Host.Sample;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Benchmarks.Http;

/// <summary>A framework that answers none of its offers, and wants no more when it has enough.</summary>
internal sealed class HoardingFramework : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _full = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SchedulerClient _client;
    private readonly Task _reading;

    public HoardingFramework(Uri api, int offers)
    {
        _client = new(MasterAccess.Open(api), MessageCodec.Json);
        _reading = ReadAsync(offers, _over.Token);
    }

    /// <summary>Completes when it holds as many offers as it is to hold.</summary>
    public Task Full => _full.Task;

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _over.Dispose();
    }

    private async Task ReadAsync(int offers, CancellationToken stop)
    {
        var info = new FrameworkInfo { User = "nobody", Name = "hoarder", Roles = { "hoarder" } };
        info.Capabilities.Add(new FrameworkInfo.Types.Capability { Type = FrameworkInfo.Types.Capability.Types.Type.MultiRole });
        var held = 0;
        await foreach (var message in _client.SubscribeAsync(info, stop))
        {
            if (message.Type != Event.Types.Type.Offers || (held += message.Offers.Offers_.Count) < offers)
                continue;
            // It would take what the other gives back between two of its runs.
            await _client.CallAsync(new Call { Type = Call.Types.Type.Suppress }, stop);
            _full.TrySetResult();
        }
    }
}
