using MesosOperator.Core.Master;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Loop;

/// <summary>
/// Waits for the lead, reads what is durable, and then runs the loop for as long as the host runs. When the loop fails or
/// the lead is lost, the host stops, and stopping fails too, so that the process ends with a failure: a process leads once.
/// </summary>
internal sealed class MasterService(
    MasterLoop loop, MasterCore core, MasterProgress progress, IClusterStore store, ILeadership leadership,
    IHostApplicationLifetime lifetime, ILogger<MasterService> logger)
    : IHostedService
{
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(loop.Close);
        _running = RunAsync(lifetime.ApplicationStopping);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        loop.Close();
        await _running.WaitAsync(cancellationToken);
    }

    private async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await LeadAsync(stop);
            progress.Recover();
            MasterLog.Recovering(logger, core.Id.Value);
            var known = await store.LoadAsync(stop);
            MasterLog.Started(logger, core.Id.Value, known.Frameworks.Count, known.Agents.Count, known.Quotas.Count);
            await loop.RunAsync(known);
            MasterLog.Stopped(logger, core.Id.Value);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.Stop();
            MasterLog.NeverStarted(logger, core.Id.Value);
        }
        catch (Exception exception)
        {
            if (exception is LeadershipLostException)
                MasterLog.LostLead(logger, core.Id.Value);
            else
                MasterLog.Failed(logger, exception, core.Id.Value);
            progress.Stop();
            lifetime.StopApplication();
            throw;
        }
    }

    private async Task LeadAsync(CancellationToken stop)
    {
        var status = leadership.Current;
        while (status.State != LeadershipState.Leading)
            status = await leadership.ChangedAsync(status, stop);
    }
}
