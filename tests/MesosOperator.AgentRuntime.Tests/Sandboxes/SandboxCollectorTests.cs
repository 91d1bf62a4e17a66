using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.AgentRuntime.Tests.Sandboxes;

public sealed class SandboxCollectorTests : IDisposable
{
    private readonly TemporaryFolder _work = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Deletes_a_sandbox_when_its_time_has_come_and_the_empty_folders_above()
    {
        using var collector = Collector(TimeSpan.FromDays(7), 10);
        var sandbox = Make("t1", "run-1");
        collector.Add(sandbox);

        _time.Advance(TimeSpan.FromDays(6.9));
        Assert.True(Directory.Exists(sandbox));

        _time.Advance(TimeSpan.FromDays(0.2));
        Assert.Empty(Directory.EnumerateFileSystemEntries(SandboxPaths.Root(_work.Path)));
    }

    [Fact]
    public void Leaves_what_still_has_a_run_alone()
    {
        using var collector = Collector(TimeSpan.FromDays(7), 1);
        var (old, young) = (Make("t1", "run-1"), Make("t1", "run-2"));

        collector.Add(old);
        _time.Advance(TimeSpan.FromSeconds(1));
        collector.Add(young);

        Assert.False(Directory.Exists(old));
        Assert.True(File.Exists(Path.Combine(young, "stdout")));
        Assert.Equal("run-2", new FileInfo(Path.Combine(Path.GetDirectoryName(young)!, "latest")).LinkTarget);
    }

    [Fact]
    public void Takes_over_what_earlier_agents_left()
    {
        Make("t1", "run-1");
        Make("t2", "run-2");
        using var collector = Collector(TimeSpan.FromDays(1), 10);

        collector.AddLeftovers(_work.Path, new HashSet<string>());

        Assert.Empty(SandboxPaths.FindRuns(_work.Path));
    }

    public void Dispose() => _work.Dispose();

    private SandboxCollector Collector(TimeSpan age, int count) => new(new SandboxShelf(age, count), () => -0.1, _time, NullLogger.Instance);

    private string Make(string task, string run)
    {
        var sandbox = SandboxPaths.OfRun(_work.Path, "a1", "f1", task, run);
        Directory.CreateDirectory(sandbox);
        File.WriteAllText(Path.Combine(sandbox, "stdout"), "text");
        var latest = Path.Combine(Path.GetDirectoryName(sandbox)!, "latest");
        File.Delete(latest);
        File.CreateSymbolicLink(latest, run);
        return sandbox;
    }
}
