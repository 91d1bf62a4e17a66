using System.Globalization;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Launching;

/// <summary>The launcher as it is built for the product, and real processes.</summary>
public sealed class LauncherTests : IAsyncDisposable
{
    private readonly LaunchPad _pad = new();

    [Theory]
    [InlineData("exit 0", "Command exited with status 0")]
    [InlineData("exit 3", "Command exited with status 3")]
    [InlineData("exit 255", "Command exited with status 255")]
    [InlineData("no-such-program-anywhere", "Command exited with status 127")]
    [InlineData("kill -KILL $$", "Command terminated with signal Killed")]
    [InlineData("kill -TERM $$", "Command terminated with signal Terminated")]
    [InlineData("kill -PIPE $$", "Command terminated with signal Broken pipe")]
    [InlineData("ulimit -c 0; kill -SEGV $$", "Command terminated with signal Segmentation fault")]
    public async Task Tells_the_true_exit_status(string script, string expected)
    {
        Assert.Equal(expected, (await _pad.Run(_pad.Plan(script)).End).Description);
        Assert.Equal(expected, (await _pad.Run(_pad.Viewed(_pad.Plan(script))).End).Description);
    }

    [Fact]
    public async Task Gives_the_program_its_own_session_files_folder_and_environment()
    {
        await _pad.Run(_pad.Plan(
            "echo out; echo err >&2; pwd; read line || echo no input; echo $GREETING; ls /proc/self/fd | wc -l; "
            + "[ $(cut -d' ' -f5 /proc/$$/stat) = $$ ] && [ $(cut -d' ' -f6 /proc/$$/stat) = $$ ] && echo leads", "GREETING=hello")).End;

        Assert.Equal(["out", _pad.Folder.Path, "no input", "hello", "4", "leads"], Lines());
        Assert.Equal("err\n", File.ReadAllText(_pad.Folder["stderr"]));
    }

    [Fact]
    public async Task Leaves_no_signal_ignored_and_none_blocked()
    {
        await _pad.Run(_pad.Plan("grep -E 'Sig(Blk|Ign)' /proc/self/status")).End;

        Assert.Equal(["SigBlk: 0000000000000000", "SigIgn: 0000000000000000"], Lines());
    }

    [Fact]
    public async Task Namespaces_give_own_process_ids_an_own_tmp_and_hide_what_is_hidden()
    {
        using var shared = new SharedFolder();
        var hidden = shared.Path;
        var mine = Directory.CreateDirectory(Path.Combine(hidden, "mine")).FullName;
        File.WriteAllText(Path.Combine(hidden, "other"), "secret");
        var plan = _pad.Viewed(_pad.Plan("echo /proc/[0-9]* > /tmp/list; wc -w < /tmp/list; ls ..; echo x > file; touch ../file || echo sealed"));

        await _pad.Run(plan with { Directory = mine, View = plan.View! with { Hidden = [hidden], Shown = [mine] } }).End;

        Assert.Equal(["2", "mine", "sealed"], Lines());
        Assert.True(File.Exists(_pad.Folder["tmp/list"]));
        Assert.True(File.Exists(Path.Combine(mine, "file")));
    }

    [Fact]
    public async Task Sets_limits_that_the_program_has_asked_for()
    {
        await _pad.Run(_pad.Plan("ulimit -n; ulimit -Hn") with { Limits = [new ResourceLimit(7, 77, 88)] }).End;

        Assert.Equal(["77", "88"], Lines());
    }

    [Theory]
    [InlineData("/no/such/program", "'/no/such/program' cannot be started: No such file or directory")]
    [InlineData("/etc/passwd", "'/etc/passwd' cannot be started: Permission denied")]
    public async Task Says_why_a_program_cannot_be_started(string program, string expected)
    {
        var (pid, problem) = _pad.Start(_pad.Plan("") with { Program = program });

        Assert.Equal(expected, problem);
        await GoneAsync(pid);
    }

    [Fact]
    public async Task Says_which_step_of_a_start_fails()
    {
        var (pid, problem) = _pad.Start(_pad.Plan("exit 0") with { Directory = "/no/such/folder" });

        Assert.Equal("The task cannot be started, entering /no/such/folder: No such file or directory", problem);
        await GoneAsync(pid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kills_what_is_left_when_the_program_ends_also_what_left_its_group(bool isViewed)
    {
        var plan = _pad.Plan("setsid sleep 1000 & (setsid sh -c 'sleep 1001 & sleep 1002' &) & (trap '' TERM; sleep 1003) & echo started", Mark);
        await _pad.Run(isViewed ? _pad.Viewed(plan) : plan).End;

        Assert.Empty(LiveProcesses.WithEnvironment(Mark));
    }

    [Fact]
    public async Task Passes_signals_on_to_the_whole_group()
    {
        var (pid, end) = _pad.Run(_pad.Viewed(_pad.Plan("sleep 1000 & sleep 1001 & echo ready; wait", Mark)));
        await _pad.ReadyAsync();

        _pad.Watch.Signal(pid, LibC.SignalTerminate);

        Assert.Equal("Command terminated with signal Terminated", (await end).Description);
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Kills_everything_when_asked_to(bool isViewed)
    {
        var plan = _pad.Plan("trap '' TERM; setsid sleep 1000 & sleep 1001 & echo ready; wait", Mark);
        var (pid, end) = _pad.Run(isViewed ? _pad.Viewed(plan) : plan);
        await _pad.ReadyAsync();

        _pad.Watch.Signal(pid, SupervisorSignals.For(LibC.SignalKill));

        Assert.Equal("Command terminated with signal Killed", (await end).Description);
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));
    }

    [Fact]
    public async Task Ends_with_the_agent_unless_it_shall_outlive_it()
    {
        var (_, bound) = _pad.Run(_pad.Plan("echo ready; exec sleep 1000"));
        var (pid, free) = _pad.Run(_pad.Plan("exec sleep 1001") with { OutlivesAgent = true });

        _pad.Cut();

        Assert.Equal("Command terminated with signal Killed", (await bound).Description);
        Assert.False(free.IsCompleted);
        _pad.Watch.Signal(pid, LibC.SignalTerminate);
        Assert.Equal("Command terminated with signal Terminated", (await free).Description);
    }

    [Fact]
    public async Task Tells_who_supervises_and_lets_nobody_else_begin()
    {
        var plan = _pad.Plan("exec sleep 1000");
        var (pid, end) = _pad.Run(plan);

        Assert.Equal(pid.ToString(CultureInfo.InvariantCulture), File.ReadAllText(CheckpointFiles.Pid(plan.Folder)).Trim());
        Assert.Contains("is locked", Assert.Throws<IOException>(() => _pad.Start(plan)).Message);
        _pad.Watch.Signal(pid, LibC.SignalTerminate);
        await end;
    }

    [Fact]
    public async Task A_killed_supervisor_takes_its_task_along_and_leaves_no_record()
    {
        var plan = _pad.Viewed(_pad.Plan("echo ready; setsid sleep 1000 & exec sleep 1001", Mark));
        var (pid, end) = _pad.Run(plan);
        await _pad.ReadyAsync();

        _pad.Watch.Signal(pid, LibC.SignalKill);

        Assert.Equal("Command terminated with signal Killed", (await end).Description);
        Assert.Null(TaskEnd.Read(plan.Folder));
        Assert.Empty(LiveProcesses.WithEnvironment(Mark));
    }

    [Fact]
    public async Task Two_hundred_at_once_each_report_their_own_status()
    {
        var ends = await Task.WhenAll(Enumerable.Range(0, 200).Select(code => _pad.Run(_pad.Plan($"exit {code}")).End));

        Assert.Equal(Enumerable.Range(0, 200), ends.Select(end => end.Status!.Value.Code));
    }

    public ValueTask DisposeAsync() => _pad.DisposeAsync();

    private string Mark => $"LAUNCHED_IN={_pad.Folder.Path}";

    private static Task GoneAsync(int pid)
    {
        Assert.True(pid > 0);
        return Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the supervisor has ended");
    }

    private string[] Lines() =>
        [.. _pad.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];
}
