using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Launching;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Processes;

public sealed class ProcessWatchTests : IAsyncDisposable
{
    private readonly LaunchPad _pad = new();

    [Fact]
    public async Task Signalling_an_ended_process_or_a_stranger_does_nothing()
    {
        var (pid, end) = _pad.Run(_pad.Plan("exit 0"));
        await end;

        _pad.Watch.Signal(pid, LibC.SignalKill);
        _pad.Watch.Signal(Environment.ProcessId, LibC.SignalKill); // not watched: this test would not survive it
        Assert.False(LiveProcesses.Exists(pid));
    }

    [Fact]
    public async Task An_end_before_it_is_watched_is_not_missed()
    {
        var (pid, _) = _pad.Start(_pad.Plan("exit 7"));
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the process has ended");

        Assert.Equal(7, (await EndOfAsync(pid))!.Value.Code);
    }

    [Fact]
    public async Task The_end_of_somebody_elses_child_is_seen_but_not_how()
    {
        using var other = System.Diagnostics.Process.Start("/bin/sh", ["-c", "sleep 1000 & echo $! > \"$1\"; wait", "sh", _pad.Folder["pid"]]);
        await Eventually.TrueAsync(() => File.Exists(_pad.Folder["pid"]) && File.ReadAllText(_pad.Folder["pid"]).EndsWith('\n'), "the child sleeps");
        var pid = int.Parse(File.ReadAllText(_pad.Folder["pid"]), System.Globalization.CultureInfo.InvariantCulture);
        var end = EndOfAsync(pid);

        _pad.Watch.Signal(pid, LibC.SignalTerminate);

        Assert.Null(await end);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Children_started_by_others_are_left_to_them()
    {
        using var other = System.Diagnostics.Process.Start("/bin/sh", ["-c", "exit 5"]);
        var (_, end) = _pad.Run(_pad.Plan("exit 6"));

        Assert.Equal(6, (await end).Status!.Value.Code);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, other.ExitCode);
    }

    public ValueTask DisposeAsync() => _pad.DisposeAsync();

    private Task<ExitStatus?> EndOfAsync(int pid)
    {
        var end = new TaskCompletionSource<ExitStatus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pad.Watch.Watch(pid, status =>
        {
            end.SetResult(status);
            return ValueTask.CompletedTask;
        });
        return end.Task;
    }
}
