using System.Diagnostics;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Containers;
using MesosOperator.AgentRuntime.Tests.Support;

[assembly: AssemblyFixture(typeof(TestContainerd))]

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>
/// A containerd of the tests' own, with folders and a socket of its own, and one image made of busybox. Started when a test
/// first needs it; when the tests are over nothing of it is left.
/// </summary>
public sealed class TestContainerd : IAsyncLifetime
{
    /// <summary>What its containers run in: <c>/bin/sh</c> is the default command.</summary>
    public const string Image = "docker.io/test/busybox:1";

    public const string Namespace = "mesos-test";

    private readonly SemaphoreSlim _gate = new(1);
    private SharedFolder? _folder;
    private Process? _process;

    public string Folder => _folder!.Path;

    public string Socket => _folder!["socket"];

    public string Busybox => "/bin/busybox";

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts it; skips the test where this host lacks what it needs.</summary>
    internal async Task NeedAsync()
    {
        Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can run containers.");
        foreach (var program in new[] { "containerd", "runc", "ctr", "busybox" })
            Assert.SkipUnless(Find(program) is not null, $"This host has no {program}.");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_folder is not null)
                return;
            _folder = new SharedFolder();
            await File.WriteAllTextAsync(_folder["config.toml"], Configuration());
            await StartAsync();
            await TestImage.WriteAsync(_folder["image.tar"], Image, new TestImage { Busybox = Find("busybox")! });
            await ImportAsync(_folder["image.tar"]);
        }
        finally
        {
            _gate.Release();
        }
    }

    internal Task ImportAsync(string tar) => CtrAsync("images", "import", "--snapshotter", "overlayfs", tar);

    internal async Task StartAsync()
    {
        _process = Process.Start(new ProcessStartInfo(Find("containerd")!, ["--config", _folder!["config.toml"]])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync(() => Ctr("version").Code == 0, "containerd answers");
    }

    /// <summary>Kills it; containers go on.</summary>
    internal void Kill()
    {
        _process!.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Runs the client that comes with it, in the tests' namespace.</summary>
    internal (int Code, string Output) Ctr(params string[] arguments) => TestProgram.Run(Find("ctr")!, ["--address", Socket, "--namespace", Namespace, .. arguments]);

    internal string[] Containers() => Ctr("containers", "list", "--quiet").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public async ValueTask DisposeAsync()
    {
        if (_folder is not null && _process is not null)
        {
            foreach (var container in Containers())
            {
                Ctr("tasks", "delete", "--force", container);
                Ctr("containers", "delete", container);
            }

            Kill();
        }

        _folder?.Dispose();
        _gate.Dispose();
        await ValueTask.CompletedTask;
    }

    internal static string? Find(string program) => new[] { "/usr/bin", "/usr/sbin", "/bin", "/sbin" }.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private async Task CtrAsync(params string[] arguments)
    {
        var (code, output) = await Task.Run(() => Ctr(arguments));
        Assert.True(code == 0, output);
    }

    private string Configuration() => $"""
        version = 2
        root = "{_folder!["root"]}"
        state = "{_folder["state"]}"
        disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.snapshotter.v1.zfs", "io.containerd.snapshotter.v1.btrfs", "io.containerd.snapshotter.v1.devmapper", "io.containerd.snapshotter.v1.aufs"]
        [grpc]
          address = "{Socket}"
        [ttrpc]
          address = "{_folder["ttrpc"]}"
        """;
}
