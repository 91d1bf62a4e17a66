using System.Diagnostics;

namespace MesosOperator.TestKit.Containers;

/// <summary>A containerd of one's own, with folders and a socket of its own, and one image made of busybox. It leaves nothing behind.</summary>
public sealed class OwnContainerd : IDisposable
{
    /// <summary>What its containers run in: <c>/bin/sh</c> is the default command.</summary>
    public const string Image = "docker.io/test/busybox:1";

    public const string Namespace = "mesos-test";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartPause = TimeSpan.FromMilliseconds(10);

    private Process? _process;

    private OwnContainerd(string folder) => Folder = folder;

    /// <summary>What this host lacks to have one; null: nothing.</summary>
    public static string? Missing => !Environment.IsPrivilegedProcess
        ? "Only root can run containers."
        : new[] { "containerd", "runc", "ctr", "busybox" }.FirstOrDefault(program => HostProgram.Find(program) is null) is { } missing ? $"This host has no {missing}." : null;

    public static string Busybox => HostProgram.Find("busybox")!;

    public string Folder { get; }

    public string Socket => Path.Combine(Folder, "socket");

    /// <summary>One that answers, and has the image.</summary>
    /// <param name="metrics">Where it tells what its calls have cost, such as <c>127.0.0.1:1338</c>; null: nowhere.</param>
    public static async Task<OwnContainerd> StartAsync(string? metrics = null)
    {
        // Not in /tmp, of which tasks have one of their own.
        var containerd = new OwnContainerd(Directory.CreateDirectory($"/var/tmp/mesos-containerd-{Guid.NewGuid():N}").FullName);
        await File.WriteAllTextAsync(containerd.In("config.toml"), containerd.Configuration(metrics));
        await containerd.StartAgainAsync();
        await TestImage.WriteAsync(containerd.In("image.tar"), Image, new TestImage { Busybox = Busybox });
        await containerd.ImportAsync(containerd.In("image.tar"));
        return containerd;
    }

    public async Task ImportAsync(string tar)
    {
        var (code, output) = await Task.Run(() => Ctr("images", "import", "--snapshotter", "overlayfs", tar));
        if (code != 0)
            throw new IOException(output);
    }

    /// <summary>Starts it after <see cref="Kill"/>.</summary>
    public async Task StartAgainAsync()
    {
        _process = Process.Start(new ProcessStartInfo(HostProgram.Find("containerd")!, ["--config", In("config.toml")])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        for (var began = TimeProvider.System.GetTimestamp(); Ctr("version").Code != 0; await Task.Delay(StartPause, TimeProvider.System))
            if (TimeProvider.System.GetElapsedTime(began) > StartLimit)
                throw new IOException($"containerd does not answer within {StartLimit.TotalSeconds} s");
    }

    /// <summary>Kills it; containers go on.</summary>
    public void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs the client that comes with it, in its namespace.</summary>
    public (int Code, string Output) Ctr(params string[] arguments) =>
        HostProgram.Run(HostProgram.Find("ctr")!, ["--address", Socket, "--namespace", Namespace, .. arguments]);

    public string[] Containers() => Ctr("containers", "list", "--quiet").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (_process is not null)
        {
            foreach (var container in Containers())
            {
                Ctr("tasks", "delete", "--force", container);
                Ctr("containers", "delete", container);
            }

            Kill();
        }

        Directory.Delete(Folder, recursive: true);
    }

    private string In(string name) => Path.Combine(Folder, name);

    private string Configuration(string? metrics) => $"""
        version = 2
        root = "{In("root")}"
        state = "{In("state")}"
        disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
        [grpc]
          address = "{Socket}"
        [ttrpc]
          address = "{In("ttrpc")}"
        [metrics]
          address = "{metrics}"
          grpc_histogram = true
        """;
}
