using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Access;

/// <summary>Keeps the credentials known for as long as the program runs, whether it leads or not.</summary>
internal sealed class CredentialsService(SecretCredentials credentials) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => credentials.RunAsync(stoppingToken);
}
