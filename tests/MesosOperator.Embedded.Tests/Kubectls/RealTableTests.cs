using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Embedded.Tests.Kubectls;

public sealed class RealTableTests : TableContract, IAsyncDisposable
{
    private KubeApiServer? _server;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private protected override async Task<Kubectl> StartAsync()
    {
        _server = await KubeApiServer.StartAsync(TestContext.Current.CancellationToken);
        await _server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
        return _server.Kubectl;
    }
}
