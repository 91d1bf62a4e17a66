using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

[assembly: AssemblyFixture(typeof(SharedApiServer))]

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>One real API server for all tests that keep to a namespace of their own. It is started by the first that asks.</summary>
public sealed class SharedApiServer : IAsyncDisposable
{
    private readonly Lazy<Task<KubeApiServer>> _server = new(() => KubeApiServer.StartAsync(CancellationToken.None));

    internal Task<KubeApiServer> Server => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully)
            await (await _server.Value).DisposeAsync();
    }
}
