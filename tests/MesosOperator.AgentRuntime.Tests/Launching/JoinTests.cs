using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Launching;

/// <summary>Programs beside a task, by the launcher as it is built for the product.</summary>
public sealed class JoinTests : IAsyncDisposable
{
    private readonly LaunchPad _pad = new();

    [Fact]
    public async Task Sees_what_the_task_sees()
    {
        var (plan, pid, end) = await StartAsync(isViewed: true, "echo mine > /tmp/file; echo ready; exec sleep 1000");

        var (_, joined) = _pad.Join(plan, pid, "cat /tmp/file; tr '\\0' ' ' < /proc/2/cmdline; ls -d /proc/[0-9]* | wc -l");

        Assert.Equal(0, (await joined)!.Value.Code);
        Assert.Matches("^mine\nsleep 1000 [0-9]\n$", _pad.Joined);
        await EndAsync(pid, end);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tells_the_exit_status_and_reads_what_it_is_given(bool isViewed)
    {
        var (plan, pid, end) = await StartAsync(isViewed);
        File.WriteAllText(_pad.Folder["question"], "hello");

        Assert.Equal(7, (await _pad.Join(plan, pid, "read line; echo $line $NAME; exit 7", _pad.Folder["question"], "NAME=you").End)!.Value.Code);
        Assert.Equal(128 + 15, (await _pad.Join(plan, pid, "kill -TERM $$").End)!.Value.Code);
        Assert.Equal(1, (await _pad.Join(plan, pid, "read line").End)!.Value.Code);

        Assert.Equal("hello you\n", _pad.Joined);
        await EndAsync(pid, end);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Leaves_nothing_of_its_own_and_all_of_the_task(bool isViewed)
    {
        var (plan, pid, end) = await StartAsync(isViewed);

        var (_, ended) = _pad.Join(plan, pid, "setsid sleep 1000 & (setsid sh -c 'sleep 1001 & sleep 1002' &) & echo started", null, Mark);
        await ended;
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));

        var (joined, killed) = _pad.Join(plan, pid, "trap '' TERM; setsid sleep 1000 & sleep 1001 & echo ready; wait", null, Mark);
        await Eventually.TrueAsync(() => _pad.Joined.Contains("ready", StringComparison.Ordinal), "the joined script is ready");
        _pad.Watch.Signal(joined, SupervisorSignals.For(LibC.SignalKill));
        Assert.Equal(128 + 9, (await killed)!.Value.Code);
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));

        Assert.False(end.IsCompleted);
        await EndAsync(pid, end);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ends_with_the_task(bool isViewed)
    {
        var (plan, pid, end) = await StartAsync(isViewed);
        var (_, joined) = _pad.Join(plan, pid, "setsid sleep 1000 & exec sleep 1001", null, Mark);

        await EndAsync(pid, end);

        await joined;
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));
    }

    [Fact]
    public async Task Ends_with_the_agent_though_the_task_goes_on()
    {
        var plan = _pad.Viewed(_pad.Plan("exec sleep 1000")) with { OutlivesAgent = true };
        var (pid, end) = _pad.Run(plan);
        var (_, joined) = _pad.Join(plan, pid, "exec sleep 1001", null, Mark);

        _pad.Cut();

        Assert.Equal(128 + 9, (await joined)!.Value.Code);
        Assert.False(end.IsCompleted);
        await EndAsync(pid, end);
    }

    [Fact]
    public async Task There_is_nothing_to_join_when_the_task_has_ended()
    {
        var (plan, pid, end) = await StartAsync(isViewed: false);
        await EndAsync(pid, end);

        Assert.Null(JoinedTask.Find(plan.Folder, pid));
        Assert.Null(JoinedTask.Find(plan.Folder, Environment.ProcessId)); // somebody else has its number
    }

    public ValueTask DisposeAsync() => _pad.DisposeAsync();

    private string Mark => $"JOINED_IN={_pad.Folder.Path}";

    private async Task<(LaunchPlan Plan, int Pid, Task<TaskEnd> End)> StartAsync(bool isViewed, string script = "echo ready; exec sleep 1000")
    {
        var plan = isViewed ? _pad.Viewed(_pad.Plan(script)) : _pad.Plan(script);
        var (pid, end) = _pad.Run(plan);
        await _pad.ReadyAsync();
        return (plan, pid, end);
    }

    private async Task EndAsync(int pid, Task<TaskEnd> end)
    {
        _pad.Watch.Signal(pid, SupervisorSignals.For(LibC.SignalKill));
        Assert.Equal("Command terminated with signal Killed", (await end).Description);
    }
}
