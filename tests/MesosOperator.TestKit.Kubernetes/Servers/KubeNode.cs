using System.Globalization;
using System.Net;
using k8s;
using MesosOperator.TestKit.Containers;

namespace MesosOperator.TestKit.Kubernetes.Servers;

/// <summary>
/// A real node: containerd and a kubelet in namespaces of their own, with images made of busybox. It leaves nothing behind,
/// even when this process is killed.
/// </summary>
public sealed class KubeNode : IAsyncDisposable
{
    /// <summary>What its Pods may run; no other image is there, and none can be had.</summary>
    public const string Image = "docker.io/test/busybox:1";

    private const string Script = "tests/kube/node.sh";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static int _started;

    private readonly DirectoryInfo _folder;
    private readonly ServerProcess _process;

    private KubeNode(DirectoryInfo folder, string name, int network, NodeSize size)
    {
        (_folder, Name) = (folder, name);
        (HostAddress, Address) = (AddressOf(network, 1), AddressOf(network, 2));
        _process = ServerProcess.StartCareful(
            Path.Combine(SourceFolder.Root, Script), folder.FullName, name, HostAddress.ToString(), Address.ToString(),
            size.Cpus.ToString(CultureInfo.InvariantCulture), size.Mebibytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>What this host lacks to have one; null: nothing.</summary>
    public static string? Missing => OwnContainerd.Missing
        ?? new[] { "ip", "iptables", "unshare", "nsenter" }.Where(program => HostProgram.Find(program) is null).Select(program => $"This host has no {program}.").FirstOrDefault()
        ?? (Directory.Exists("/usr/lib/cni") ? null : "This host has no network plugins in /usr/lib/cni.")
        ?? (File.Exists("/dev/kmsg") ? null : "This host has no /dev/kmsg, which a kubelet reads.")
        ?? (HostProgram.Run("unshare", "--mount", "--pid", "--net", "--fork", "true") is { Code: not 0 } refused ? $"This host's kernel gives no namespaces: {refused.Output.Trim()}" : null);

    public string Name { get; }

    /// <summary>This machine as the node sees it: where its API server has to be.</summary>
    public IPAddress HostAddress { get; }

    /// <summary>The node as this machine sees it, with the host ports of its Pods.</summary>
    public IPAddress Address { get; }

    /// <summary>Makes a node's network and its containerd; its kubelet waits for <see cref="JoinAsync"/>.</summary>
    public static async Task<KubeNode> PrepareAsync(string name, NodeSize size, CancellationToken stop)
    {
        // Not in /tmp, of which tasks have one of their own.
        var folder = Directory.CreateDirectory($"/var/tmp/mesos-node-{Guid.NewGuid():N}");
        await TestImage.WriteAsync(Path.Combine(folder.FullName, "image.tar"), Image, new TestImage { Busybox = OwnContainerd.Busybox });
        await TestImage.WriteAsync(
            Path.Combine(folder.FullName, "pause.tar"), "localhost/pause:1", new TestImage { Busybox = OwnContainerd.Busybox, Entrypoint = ["/bin/sleep"], Command = ["2147483"] });
        var network = Math.Abs((Environment.ProcessId * 8) + (Interlocked.Increment(ref _started) % 8));
        var node = new KubeNode(folder, name, network, size);
        await node.UntilAsync(() => Task.FromResult(node._process.Log.Contains("network is up", StringComparison.Ordinal)), "it has a network", stop);
        return node;
    }

    /// <summary>Becomes a node of a cluster, whose server is at <see cref="HostAddress"/> and has controllers. It is ready when this returns.</summary>
    public async Task JoinAsync(KubeApiServer server, CancellationToken stop)
    {
        File.Copy(server.KubeconfigPath, Path.Combine(_folder.FullName, "kubeconfig"));
        await _process.SayAsync("go");
        using var client = server.Connect();
        await UntilAsync(async () => await IsReadyAsync(client, stop), "it is ready", stop);
    }

    /// <summary>Fails, with the end of its log, when it has ended by itself.</summary>
    public void RequireAlive() => _process.RequireAlive();

    /// <summary>The end of what its kubelet and its containerd wrote.</summary>
    public string Log => _process.Log;

    /// <summary>Ends everything of it; fails when something is left.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        string[] left = [.. LeftIn("/var/tmp"), .. LeftIn("/sys/fs/cgroup"), .. Directory.EnumerateDirectories("/sys/fs/cgroup").SelectMany(LeftIn)];
        if (left.Length > 0)
            throw new InvalidOperationException($"A node has left {string.Join(", ", left)}");
    }

    private IEnumerable<string> LeftIn(string folder) => Directory.EnumerateDirectories(folder, _folder.Name);

    private async Task<bool> IsReadyAsync(k8s.Kubernetes client, CancellationToken stop)
    {
        var nodes = await client.CoreV1.ListNodeAsync(fieldSelector: $"metadata.name={Name}", cancellationToken: stop);
        return nodes.Items.Any(node => node.Status.Conditions.Any(condition => condition is { Type: "Ready", Status: "True" }) && node.Spec.Taints is null or { Count: 0 });
    }

    private async Task UntilAsync(Func<Task<bool>> holds, string what, CancellationToken stop)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Without the node its network is gone, and nobody says so.
            var held = holds();
            await Task.WhenAny(held, _process.Ended);
            RequireAlive();
            if (await held)
                return;
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"Not within {Limit}: {what}\n{Log}");
            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    /// <summary>One of the four addresses of a network. They are taken from those that are for tests of networks, and used nowhere.</summary>
    private static IPAddress AddressOf(int network, int number)
    {
        const int networks = 1 << 15;
        var offset = (network % networks * 4) + number;
        return new IPAddress([198, (byte)(18 + (offset >> 16)), (byte)(offset >> 8), (byte)offset]);
    }
}
