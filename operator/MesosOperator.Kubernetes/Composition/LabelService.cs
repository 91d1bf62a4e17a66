using MesosOperator.Kubernetes.Leadership;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Composition;

/// <summary>Lets the label follow the leader. It stops before the election does: the label goes while the lead is still here.</summary>
internal sealed class LabelService(LeaderLabel label) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => label.RunAsync(stoppingToken);
}
