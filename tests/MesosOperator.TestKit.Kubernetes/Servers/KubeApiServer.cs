using System.Net;
using System.Text;
using k8s;
using k8s.Models;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// A real API server with an etcd of its own, on a loopback address of its own: as many as needed run side by side. Rights
/// are those of RBAC, tokens of service accounts work, and no controller runs: nothing is collected, no pod is started.
/// </summary>
public sealed class KubeApiServer : IAsyncDisposable
{
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static int _started;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mesos-kube-");
    private readonly IPAddress _address;
    private readonly KubeUser[] _users;
    private readonly ServerKeys _keys;
    private ServerProcess? _etcd;
    private ServerProcess? _server;

    private KubeApiServer(IPAddress address, KubeUser[] users)
    {
        (_address, _users) = (address, [KubeUser.Admin, .. users]);
        _keys = new ServerKeys(_folder.FullName, _address, TimeProvider.System);
        File.WriteAllLines(
            InFolder("tokens.csv"), _users.Select(user => $"{user.Token},{user.Name},{user.Name},\"{string.Join(',', user.Groups)}\""));
        foreach (var user in _users)
            File.WriteAllText(KubeconfigOf(user), Kubeconfig(user.Name, user.Token));
    }

    /// <summary>What its controllers need to know of it.</summary>
    internal ServerKeys Keys => _keys;

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"https://{_address}:6443");

    /// <summary>The kubeconfig file of a user who may do everything.</summary>
    public string KubeconfigPath => KubeconfigOf(KubeUser.Admin);

    /// <summary>kubectl for a user who may do everything.</summary>
    public Kubectl Kubectl => KubectlOf(KubeUser.Admin);

    /// <summary>Starts a server that knows these users beside the one who may do everything, and waits until it is ready.</summary>
    public static Task<KubeApiServer> StartAsync(CancellationToken stop, params KubeUser[] users) => StartAsync(NextAddress(), stop, users);

    /// <summary>The same at an address of this machine where nodes reach it.</summary>
    public static async Task<KubeApiServer> StartAsync(IPAddress address, CancellationToken stop, params KubeUser[] users)
    {
        var server = new KubeApiServer(address, users);
        try
        {
            await server.RunAsync(stop);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The kubeconfig file of one of the users it was started with.</summary>
    public string KubeconfigOf(KubeUser user) => InFolder($"kubeconfig-{user.Name}");

    /// <summary>The certificate of its authority in PEM.</summary>
    public string AuthorityPem => _keys.Authority.ExportCertificatePem();

    /// <summary>A certificate by which it knows a user, and its key, in PEM.</summary>
    public (string Certificate, string Key) ClientCertificate(KubeUser user, DateTimeOffset until) => _keys.IssueClient(user, until);

    /// <summary>kubectl for one of the users it was started with.</summary>
    public Kubectl KubectlOf(KubeUser user) => new(KubeconfigOf(user), _folder.FullName);

    /// <summary>A client with a bearer token; without one, of a user who may do everything.</summary>
    public k8s.Kubernetes Connect(string token = "") => new(new KubernetesClientConfiguration
    {
        Host = Address.AbsoluteUri,
        AccessToken = token.Length > 0 ? token : KubeUser.Admin.Token,
        SslCaCerts = [_keys.Authority],
    });

    /// <summary>A new token of a service account, which must exist; good for an hour.</summary>
    public async Task<string> ServiceAccountTokenAsync(string @namespace, string name, CancellationToken stop)
    {
        using var kubernetes = Connect();
        var request = new Authenticationv1TokenRequest { Spec = new V1TokenRequestSpec { Audiences = [Issuer] } };
        var answer = await kubernetes.CoreV1.CreateNamespacedServiceAccountTokenAsync(request, name, @namespace, cancellationToken: stop);
        return answer.Status.Token;
    }

    /// <summary>Makes custom resource definitions as files of YAML say them, one in each, and waits until they are served.</summary>
    public async Task InstallDefinitionsAsync(IEnumerable<string> paths, CancellationToken stop)
    {
        using var kubernetes = Connect();
        var names = new List<string>();
        foreach (var path in paths)
        {
            var definition = KubernetesYaml.Deserialize<V1CustomResourceDefinition>(await File.ReadAllTextAsync(path, stop));
            names.Add(definition.Metadata.Name);
            await kubernetes.CreateCustomResourceDefinitionAsync(definition, cancellationToken: stop);
        }
        foreach (var name in names)
            await UntilAsync(async () => IsServed(await kubernetes.ReadCustomResourceDefinitionAsync(name, cancellationToken: stop)), name, stop);
    }

    /// <summary>What it has served so far.</summary>
    public async Task<ServedRequests> ServedAsync() => ServedRequests.Parse(await Kubectl.SucceedAsync("get", "--raw", "/metrics"));

    /// <summary>Forgets the history: the pages of a list that was begun cannot be had any more.</summary>
    public Task CompactAsync(CancellationToken stop) => Etcd.CompactAsync(stop);

    /// <summary>How many objects of a kind there are in a namespace, told by its etcd: counting costs the server nothing.</summary>
    public Task<int> CountAsync(string plural, string @namespace, CancellationToken stop) => Etcd.CountAsync($"/registry/{plural}/{@namespace}/", stop);

    /// <summary>How much processor time it has used, with its etcd.</summary>
    public TimeSpan ProcessorTime => (_etcd?.ProcessorTime ?? default) + (_server?.ProcessorTime ?? default);

    /// <summary>Fails, with the end of its log, when the server has ended by itself.</summary>
    public void RequireAlive()
    {
        _etcd?.RequireAlive();
        _server?.RequireAlive();
    }

    /// <summary>Nothing answers any more, and no connection ends: as when a network loses everything.</summary>
    public Task FreezeAsync() => _server!.SignalAsync("STOP");

    /// <summary>It goes on as if nothing had been.</summary>
    public Task ThawAsync() => _server!.SignalAsync("CONT");

    /// <summary>Ends at once, and all connections with it: as when its machine is switched off. What it kept is still there.</summary>
    public async Task KillAsync()
    {
        if (_server is { } server)
            await server.DisposeAsync();
        _server = null;
    }

    /// <summary>Starts it after <see cref="KillAsync"/>, and waits until it is ready.</summary>
    public async Task StartAgainAsync(CancellationToken stop)
    {
        _server = ServerProcess.Start((await KubePrograms.FindAsync("kube-apiserver"))[0], Arguments());
        using var kubernetes = Connect();
        await UntilAsync(() => IsReadyAsync(kubernetes, stop), "the server is ready", stop);
    }

    /// <summary>Kills the server and throws away what it kept.</summary>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_etcd is { } etcd)
            await etcd.DisposeAsync();
        _keys.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Issuer => $"https://{_address}";

    private EtcdClient Etcd => new(new Uri(EtcdClients));

    private string EtcdClients => $"http://{_address}:2379";

    private async Task RunAsync(CancellationToken stop)
    {
        var peers = $"http://{_address}:2380";
        _etcd = ServerProcess.Start(
            (await KubePrograms.FindAsync("etcd"))[0], "--name=etcd", $"--data-dir={InFolder("etcd")}", "--unsafe-no-fsync", "--log-level=warn", "--logger=zap",
            $"--listen-client-urls={EtcdClients}", $"--advertise-client-urls={EtcdClients}", $"--listen-peer-urls={peers}",
            $"--initial-advertise-peer-urls={peers}", $"--initial-cluster=etcd={peers}");
        await UntilAsync(() => Etcd.HasPastAsync(stop), "etcd is ready", stop);
        await StartAgainAsync(stop);
    }

    private string[] Arguments() =>
    [
        $"--etcd-servers={EtcdClients}", $"--bind-address={_address}", "--secure-port=6443",
        $"--advertise-address={_address}", "--endpoint-reconciler-type=none", "--service-cluster-ip-range=10.96.0.0/24",
        $"--cert-dir={_folder.FullName}", $"--tls-cert-file={_keys.ServerCertificateFile}", $"--tls-private-key-file={_keys.ServerKeyFile}",
        $"--token-auth-file={InFolder("tokens.csv")}", $"--client-ca-file={_keys.AuthorityFile}", "--authorization-mode=RBAC", "--allow-privileged=true", "--kubelet-preferred-address-types=InternalIP",
        $"--service-account-issuer={Issuer}", $"--service-account-key-file={_keys.ServiceAccountsKeyFile}",
        $"--service-account-signing-key-file={_keys.ServiceAccountsKeyFile}",
    ];

    private async Task<bool> IsReadyAsync(k8s.Kubernetes kubernetes, CancellationToken stop)
    {
        try
        {
            using var answer = await kubernetes.HttpClient.GetAsync(new Uri(Address, "/readyz"), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>Waits until something holds. Fails when it does not in time, or a server ends, with the ends of all logs.</summary>
    private async Task UntilAsync(Func<Task<bool>> holds, string what, CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            RequireAlive();
            if (TimeProvider.System.GetElapsedTime(started) > ReadyWithin)
                throw new TimeoutException($"Not within {ReadyWithin}: {what}\n{_etcd?.Log}\n{_server?.Log}");
            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    private static bool IsServed(V1CustomResourceDefinition definition) =>
        definition.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) == true;

    private string InFolder(string name) => Path.Combine(_folder.FullName, name);

    private string Kubeconfig(string user, string token) => $$"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts:
        - name: test
          context: { cluster: test, user: {{user}} }
        clusters:
        - name: test
          cluster:
            server: {{Address}}
            certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(_keys.Authority.ExportCertificatePem()))}}
        users:
        - name: {{user}}
          user: { token: {{token}} }

        """;

    /// <summary>
    /// All of 127/8 is loopback: an address from this process's number and a count needs no search for a free port, which
    /// another could take before the server does.
    /// </summary>
    private static IPAddress NextAddress()
    {
        var process = 1 + (Environment.ProcessId % ushort.MaxValue);
        return new IPAddress([127, (byte)(process >> 8), (byte)process, (byte)Interlocked.Increment(ref _started)]);
    }
}
