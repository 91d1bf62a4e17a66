using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>
/// Looks from time to time whether the host has more or less than it had: memory and processors that were plugged in, a disk
/// that has grown, GPUs that are gone. What the administrator has said does not change.
/// </summary>
internal sealed class HostWatch : IDisposable
{
    private readonly AgentOptions _options;
    private readonly GpuPool _gpus;
    private readonly AgentMailbox _mailbox;
    private readonly ILogger _log;
    private readonly ITimer _timer;
    private AgentInfo _said;

    public HostWatch(AgentOptions options, AgentInfo said, GpuPool gpus, AgentMailbox mailbox, TimeProvider time, ILogger log)
    {
        (_options, _said, _gpus, _mailbox, _log) = (options, said, gpus, mailbox, log);
        _timer = time.CreateTimer(_ => Look(), null, options.HostWatchInterval, options.HostWatchInterval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        try
        {
            var now = new AgentInfo(_said);
            now.Resources.Clear();
            now.Resources.Add(HostIdentity.ResourcesOf(_options, HostFacts.Read(_options.WorkDirectory), _gpus.Look(_options.GpuFinder)));
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
