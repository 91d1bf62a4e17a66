using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>
/// Looks from time to time whether the host has more or less than it had: memory and processors that were plugged in, a disk
/// that has grown, GPUs that are gone, a containerd that came or went. What the administrator has said does not change.
/// </summary>
internal sealed class HostWatch : IAsyncDisposable
{
    private readonly AgentOptions _options;
    private readonly ContainerSetup _containers;
    private readonly GpuPool _gpus;
    private readonly AgentMailbox _mailbox;
    private readonly ILogger _log;
    private readonly PeriodicTimer _timer;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _looking;
    private AgentInfo _said;

    public HostWatch(AgentOptions options, AgentInfo said, ContainerSetup containers, GpuPool gpus, AgentMailbox mailbox, TimeProvider time, ILogger log)
    {
        (_options, _said, _containers, _gpus, _mailbox, _log) = (options, said, containers, gpus, mailbox, log);
        _timer = new PeriodicTimer(options.HostWatchInterval, time);
        _looking = RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _timer.Dispose();
        await _looking;
        _ending.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (await _timer.WaitForNextTickAsync(_ending.Token))
                await LookAsync();
        }
        catch (OperationCanceledException)
        {
            // The agent ends.
        }
    }

    private async Task LookAsync()
    {
        try
        {
            var now = new AgentInfo(_said);
            now.Resources.Clear();
            now.Resources.Add(HostIdentity.ResourcesOf(_options, HostFacts.Read(_options.WorkDirectory), _gpus.Look(_options.GpuFinder)));
            await _containers.AnnounceAsync(now, _ending.Token);
            if (now.Equals(_said))
                return;
            _said = now;
            AgentLog.HostChanged(_log, ResourceText.Of(now.Resources));
            _ = _mailbox.PostAsync(new AgentInput.HostChanged(now)).AsTask();
        }
        catch (IOException failure)
        {
            AgentLog.HostUnknown(_log, failure.Message);
        }
    }
}
