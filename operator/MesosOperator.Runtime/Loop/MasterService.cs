using MesosOperator.Core.Master;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Loop;

/// <summary>
/// Runs the loop for as long as the host runs. When the loop fails, the host stops, and stopping fails too, so that
/// the process ends with a failure.
/// </summary>
internal sealed class MasterService(MasterLoop loop, MasterCore core, IHostApplicationLifetime lifetime, ILogger<MasterService> logger)
    : IHostedService
{
    private Task _running = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(loop.Close);
        _running = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        loop.Close();
        await _running.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        MasterLog.Started(logger, core.Id.Value);
        try
        {
            await loop.RunAsync();
            MasterLog.Stopped(logger, core.Id.Value);
        }
        catch (Exception exception)
        {
            MasterLog.Failed(logger, exception, core.Id.Value);
            lifetime.StopApplication();
            throw;
        }
    }
}
