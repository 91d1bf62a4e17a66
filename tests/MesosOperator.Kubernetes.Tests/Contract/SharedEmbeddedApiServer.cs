using MesosOperator.Embedded.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

[assembly: AssemblyFixture(typeof(MesosOperator.Kubernetes.Tests.Contract.SharedEmbeddedApiServer))]

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>One embedded API server for all tests of the contract.</summary>
public sealed class SharedEmbeddedApiServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mesos-operator-contract-").FullName;

    internal EmbeddedApiServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await EmbeddedApiServer.StartAsync(
        new() { Folder = _folder }, TimeProvider.System, Guid.NewGuid, NullLoggerFactory.Instance, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
