using MesosOperator.AgentRuntime.Tests.Containers;
using MesosOperator.TestKit.Containers;

[assembly: AssemblyFixture(typeof(TestContainerd))]

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>One containerd for all tests. Started when a test first needs it; when the tests are over nothing of it is left.</summary>
public sealed class TestContainerd : IAsyncLifetime
{
    public const string Image = OwnContainerd.Image;
    public const string Namespace = OwnContainerd.Namespace;

    private readonly SemaphoreSlim _gate = new(1);
    private OwnContainerd? _containerd;

    public string Folder => _containerd!.Folder;

    public string Socket => _containerd!.Socket;

    public string Busybox => OwnContainerd.Busybox;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts it; skips the test where this host lacks what it needs.</summary>
    internal async Task NeedAsync()
    {
        Assert.SkipWhen(OwnContainerd.Missing is not null, OwnContainerd.Missing ?? "");
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            _containerd ??= await OwnContainerd.StartAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    internal Task ImportAsync(string tar) => _containerd!.ImportAsync(tar);

    internal Task StartAsync() => _containerd!.StartAgainAsync();

    internal void Kill() => _containerd!.Kill();

    internal (int Code, string Output) Ctr(params string[] arguments) => _containerd!.Ctr(arguments);

    internal string[] Containers() => _containerd!.Containers();

    public ValueTask DisposeAsync()
    {
        _containerd?.Dispose();
        _gate.Dispose();
        return ValueTask.CompletedTask;
    }
}
