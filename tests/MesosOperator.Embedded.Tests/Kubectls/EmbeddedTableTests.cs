using MesosOperator.Embedded.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Embedded.Tests.Kubectls;

public sealed class EmbeddedTableTests : TableContract, IAsyncDisposable
{
    private readonly TemporaryFolder _home = new();
    private RunningServer? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _home.Dispose();
    }

    private protected override async Task<Kubectl> StartAsync()
    {
        _server = await RunningServer.StartAsync();
        return new(_server.Server.KubeconfigPath, _home.Path);
    }
}
