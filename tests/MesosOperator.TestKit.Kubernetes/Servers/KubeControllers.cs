namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// What makes an API server a cluster: the controllers of Kubernetes, which make service accounts, collect garbage and watch
/// over nodes, and its scheduler.
/// </summary>
public sealed class KubeControllers : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesos-kube-controllers-");
    private readonly List<ServerProcess> _processes = [];

    private KubeControllers()
    {
    }

    /// <summary>Starts them. A node that says nothing for ten seconds is not ready then.</summary>
    public static async Task<KubeControllers> StartAsync(KubeApiServer server)
    {
        var programs = await KubePrograms.FindAsync("kube-controller-manager", "kube-scheduler");
        var controllers = new KubeControllers();
        string[] common = [$"--kubeconfig={server.KubeconfigPath}", "--leader-elect=false", "--port=0", "--secure-port=0", $"--cert-dir={controllers._folder.FullName}"];
        controllers._processes.Add(ServerProcess.Start(
            programs[0],
        [
            .. common, $"--service-account-private-key-file={server.Keys.ServiceAccountsKeyFile}", $"--root-ca-file={server.Keys.AuthorityFile}",
            "--controllers=*,-nodeipam,-cloud-node-lifecycle", "--node-monitor-grace-period=10s", "--node-monitor-period=1s",
        ]));
        controllers._processes.Add(ServerProcess.Start(programs[1], common));
        return controllers;
    }

    /// <summary>Fails, with the end of its log, when one has ended by itself.</summary>
    public void RequireAlive() => _processes.ForEach(process => process.RequireAlive());

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
