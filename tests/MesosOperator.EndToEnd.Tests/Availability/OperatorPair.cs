using System.Globalization;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Availability;

/// <summary>A real API server and two processes of the operator, one of which leads.</summary>
internal sealed class OperatorPair : IAsyncDisposable
{
    private static int _started;

    private readonly KubeApiServer _server;

    private OperatorPair(KubeApiServer server) => _server = server;

    /// <summary>The one that leads, until it is ended.</summary>
    public ClusterOperatorProcess Leader { get; private set; } = null!;

    public ClusterOperatorProcess Standby { get; private set; } = null!;

    /// <summary>Where agents may dial: first the one who does not lead, so that they have to look.</summary>
    public Uri[] AgentLinks => [Standby.AgentLink, Leader.AgentLink];

    public static async Task<OperatorPair> StartAsync()
    {
        var pair = new OperatorPair(await KubeApiServer.StartAsync(TestContext.Current.CancellationToken));
        try
        {
            await pair._server.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, TestContext.Current.CancellationToken);
            pair.Leader = await pair.BeginAsync();
            await pair.Leader.Program.LineAsync("is Leading");
            pair.Standby = await pair.BeginAsync();
            await pair.Standby.Program.LineAsync("is Standby");
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Declares something as a user does.</summary>
    public async Task ApplyAsync(string manifest)
    {
        var said = await _server.Kubectl.RunWithInputAsync(manifest, "apply", "-f", "-");
        Assert.True(said.ExitCode == 0, said.Errors);
    }

    /// <summary>Waits until the operator has taken it in.</summary>
    public Task UntilReadyAsync(string name) => _server.Kubectl.SucceedAsync("wait", "--for=condition=Ready", "--timeout=60s", name);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in new[] { Leader, Standby })
            if (process is not null)
                await process.DisposeAsync();
        await _server.DisposeAsync();
    }

    /// <summary>On a loopback address of its own beside the API server's, so that clients may know its ports before it has them.</summary>
    private Task<ClusterOperatorProcess> BeginAsync()
    {
        var network = _server.Address.Host[.._server.Address.Host.LastIndexOf('.')];
        var address = string.Create(CultureInfo.InvariantCulture, $"{network}.{200 + Interlocked.Increment(ref _started)}");
        return ClusterOperatorProcess.StartAsync(
            _server.KubeconfigPath, "--namespace", "default", "--address", address, "--port", "5050", "--agent-link-port", "5060");
    }
}
