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

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(24 * 30)]
    public void A_clock_that_is_set_makes_no_sandbox_older_or_younger(int hours)
    {
        var clock = new SetClock(_time);
        using var collector = Collector(TimeSpan.FromDays(7), 10, clock);
        var (early, late) = (Make("t1", "run-1"), Make("t2", "run-2"));
        collector.Add(early);

        clock.Set(TimeSpan.FromHours(hours));
        collector.Add(late);

        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.True(Directory.Exists(early) && Directory.Exists(late));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Directory.Exists(early) || Directory.Exists(late));
    }

    /// <summary>It was left by a clock that was ahead.</summary>
    [Fact]
    public void What_was_left_in_the_future_is_kept_no_longer_than_anything_else()
    {
        var sandbox = Make("t1", "run-1");
        Directory.SetLastWriteTimeUtc(sandbox, _time.GetUtcNow().UtcDateTime.AddHours(1));
        using var collector = Collector(TimeSpan.FromDays(7), 10);
        collector.AddLeftovers(_work.Path, new HashSet<string>());

        _time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.True(Directory.Exists(sandbox));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(Directory.Exists(sandbox));
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

    private SandboxCollector Collector(TimeSpan age, int count, TimeProvider? time = null) =>
        new(new SandboxShelf(age, count), () => -0.1, time ?? _time, NullLogger.Instance);

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
