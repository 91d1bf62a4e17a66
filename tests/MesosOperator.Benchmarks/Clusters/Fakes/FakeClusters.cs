using System.Diagnostics;
using System.Globalization;
using System.Text;
using k8s;

namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>The program that answers for many API servers, seen from outside.</summary>
internal sealed class FakeClusters : IAsyncDisposable
{
    /// <summary>The first argument with which this program is that one.</summary>
    public const string Argument = "serve-fake-clusters";

    private readonly Process _process;
    private readonly string _certificate;
    private readonly HttpClient _http;

    private FakeClusters(Process process, Uri address, string certificate)
    {
        (_process, Address, _certificate) = (process, address, certificate);
        _http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true } });
    }

    public Uri Address { get; }

    /// <summary>How much processor time it has used.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<FakeClusters> StartAsync(int clusters, int nodes, int podsOnEach)
    {
        var process = Process.Start(new ProcessStartInfo(
            Environment.ProcessPath!, [Argument, .. ((int[])[clusters, nodes, podsOnEach]).Select(number => number.ToString(CultureInfo.InvariantCulture))])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The fake clusters did not start.");
        var certificate = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { Length: > 0 } line)
            certificate.Append(line).Append('\n');
        return new FakeClusters(process, new Uri(address), certificate.ToString());
    }

    /// <summary>How to reach one of them.</summary>
    public string Kubeconfig(int cluster, FakeMood mood) => $$"""
        apiVersion: v1
        kind: Config
        current-context: fake
        contexts:
        - name: fake
          context: { cluster: fake, user: fake }
        clusters:
        - name: fake
          cluster:
            server: {{AddressOf(cluster, mood)}}
            certificate-authority-data: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(_certificate))}}
        users:
        - name: fake
          user: { token: fake }

        """;

    /// <summary>A client that knows nothing of this program.</summary>
    public k8s.Kubernetes Connect(int cluster) => new(new KubernetesClientConfiguration { Host = AddressOf(cluster, FakeMood.Steady), SkipTlsVerify = true });

    /// <summary>Changes a node.</summary>
    public async Task ChangeAsync(int cluster, int node, string cpus, string unschedulable) =>
        (await _http.GetAsync(new Uri($"{AddressOf(cluster, FakeMood.Steady)}/change?node={node.ToString(CultureInfo.InvariantCulture)}&cpus={cpus}&unschedulable={unschedulable}"))).EnsureSuccessStatusCode().Dispose();

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
    }

    private string AddressOf(int cluster, FakeMood mood) => string.Create(CultureInfo.InvariantCulture, $"{Address.AbsoluteUri.TrimEnd('/')}/{mood}/{cluster}");
}
