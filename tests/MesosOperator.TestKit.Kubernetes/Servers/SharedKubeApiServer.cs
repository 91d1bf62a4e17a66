namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// One real API server, with our custom resource definitions, for all tests of a program that keep to namespaces of their
/// own: <c>[assembly: AssemblyFixture(typeof(SharedKubeApiServer))]</c>. It is started by the first test that asks for it.
/// </summary>
public sealed class SharedKubeApiServer : IAsyncDisposable
{
    private readonly Lazy<Task<KubeApiServer>> _server = new(StartAsync);

    /// <summary>The server, ready.</summary>
    public Task<KubeApiServer> Server => _server.Value;

    /// <summary>The files in crds/ that say our definitions.</summary>
    public static IEnumerable<string> DefinitionFiles =>
        Directory.EnumerateFiles(Path.Combine(SourceFolder.Root, "crds"), "mesosoperator.io_*.yaml").Order(StringComparer.Ordinal);

    /// <summary>Ends it; tells when it did not live that long.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated || !_server.Value.IsCompletedSuccessfully)
            return;
        await using var server = await _server.Value;
        server.RequireAlive();
    }

    private static async Task<KubeApiServer> StartAsync()
    {
        var server = await KubeApiServer.StartAsync(CancellationToken.None);
        await server.InstallDefinitionsAsync(DefinitionFiles, CancellationToken.None);
        return server;
    }
}
