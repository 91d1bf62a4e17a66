using System.Globalization;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Processes;

public sealed class ChildProcessesTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ChildProcesses _processes = new();

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
        var (_, exit) = Start(script);

        Assert.Equal(expected, (await exit).ToString());
    }

    [Fact]
    public async Task Gives_the_child_its_own_session_files_folder_and_environment()
    {
        var (pid, exit) = Start("echo out; echo err >&2; pwd; read line || echo no input; echo $GREETING; cut -d' ' -f5,6 /proc/$$/stat", "GREETING=hello");
        await exit;

        var lines = await File.ReadAllLinesAsync(_folder["stdout"], TestContext.Current.CancellationToken);
        Assert.Equal(["out", _folder.Path, "no input", "hello", $"{pid} {pid}"], lines.Select(Squeeze));
        Assert.Equal("err\n", await File.ReadAllTextAsync(_folder["stderr"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Leaves_no_signal_ignored_and_none_blocked()
    {
        var (_, exit) = Start("grep -E 'Sig(Blk|Ign)' /proc/self/status");
        await exit;

        Assert.Equal(
            ["SigBlk: 0000000000000000", "SigIgn: 0000000000000000"],
            (await File.ReadAllLinesAsync(_folder["stdout"], TestContext.Current.CancellationToken)).Select(Squeeze));
    }

    [Theory]
    [InlineData("/no/such/program", "No such file or directory")]
    [InlineData("/etc/passwd", "Permission denied")]
    public void Says_why_a_program_cannot_be_started(string executable, string expected)
    {
        var (pid, error) = _processes.Start(Request("") with { Executable = executable });

        Assert.Equal((0, expected), (pid, ErrorNumbers.Describe(error)));
    }

    [Fact]
    public async Task Kills_what_is_left_of_the_group_when_its_leader_ends()
    {
        var (pid, exit) = Start("sleep 1000 & (trap '' TERM; sleep 1001) & echo started");
        await exit;

        await Eventually.TrueAsync(() => LiveProcesses.InGroup(pid).Length == 0, "the group is empty");
    }

    [Fact]
    public async Task Signals_the_whole_group()
    {
        var (pid, exit) = Start("sleep 1000 & sleep 1001 & echo ready; wait");
        await ReadyAsync();

        _processes.Signal(pid, LibC.SignalTerminate);

        Assert.Equal(LibC.SignalTerminate, (await exit).Signal);
        await Eventually.TrueAsync(() => LiveProcesses.InGroup(pid).Length == 0, "the group is empty");
    }

    [Fact]
    public async Task Signalling_a_reaped_process_does_nothing()
    {
        var (pid, exit) = Start("exit 0");
        await exit;

        _processes.Signal(pid, LibC.SignalKill);
        _processes.Signal(System.Environment.ProcessId, LibC.SignalKill); // not a child: this test would not survive it
        Assert.False(LiveProcesses.Exists(pid));
    }

    [Fact]
    public async Task An_end_before_it_is_watched_is_not_missed()
    {
        var (pid, _) = _processes.Start(Request("exit 7"));
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the process has ended");
        var exit = new TaskCompletionSource<ExitStatus>();

        _processes.Watch(pid, status => Complete(exit, status));

        Assert.Equal(7, (await exit.Task).Code);
    }

    [Fact]
    public async Task Two_hundred_at_once_each_report_their_own_status()
    {
        var children = Enumerable.Range(0, 200).Select(code => Start($"exit {code}").Exit).ToArray();

        var codes = (await Task.WhenAll(children)).Select(status => status.Code);

        Assert.Equal(Enumerable.Range(0, 200), codes);
    }

    [Fact]
    public async Task Children_started_by_others_are_left_to_them()
    {
        using var other = System.Diagnostics.Process.Start("/bin/sh", ["-c", "exit 5"]);
        var (_, exit) = Start("exit 6");

        Assert.Equal(6, (await exit).Code);
        await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(5, other.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _processes.DisposeAsync();
        _folder.Dispose();
    }

    private (int Pid, Task<ExitStatus> Exit) Start(string script, params string[] environment)
    {
        var (pid, error) = _processes.Start(Request(script, environment));
        Assert.Equal(0, error);
        var exit = new TaskCompletionSource<ExitStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        _processes.Watch(pid, status => Complete(exit, status));
        return (pid, exit.Task);
    }

    private ProcessRequest Request(string script, params string[] environment) => new()
    {
        Executable = "/bin/sh",
        Arguments = ["sh", "-c", script],
        Environment = [$"PATH={DefaultPath.Value}", .. environment],
        WorkingDirectory = _folder.Path,
        StandardOutputFile = _folder["stdout"],
        StandardErrorFile = _folder["stderr"],
    };

    private Task ReadyAsync() =>
        Eventually.TrueAsync(() => File.Exists(_folder["stdout"]) && new FileInfo(_folder["stdout"]).Length > 0, "the script is ready");

    private static ValueTask Complete(TaskCompletionSource<ExitStatus> exit, ExitStatus status)
    {
        exit.SetResult(status);
        return ValueTask.CompletedTask;
    }

    private static string Squeeze(string line) => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
