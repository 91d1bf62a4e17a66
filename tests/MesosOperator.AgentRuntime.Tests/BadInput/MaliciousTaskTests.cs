using System.Globalization;
using System.Net;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.BadInput;

/// <summary>
/// Tasks that mean harm, as root and as somebody else. What takes too much is in IsolationTests and DiskLimitTests, what root
/// may do in PrivilegeTests, what does not want to end in CommandTaskTests.
/// </summary>
public sealed class MaliciousTaskTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    public async Task Other_tasks_the_checkpoint_and_supervisors_are_out_of_reach(string? user)
    {
        NeedRoot();
        using var folder = new SharedFolder(); // out of /tmp, which tasks do not see anyhow
        await using var agent = await RunningAgent.StartAsync(options => options with { WorkDirectory = folder.Path });
        var victim = As(user, Orders.Task("victim", "echo secret > secret; echo ready; exec sleep 1000"));
        victim.Command.Environment = new() { Variables = { new Protocol.Mesos.V1.Environment.Types.Variable { Name = "TOKEN", Value = "secret" } } };
        var supervisor = await StartAsync(agent, victim);
        var sandbox = Real(agent, "victim");
        var journal = Path.Combine(folder.Path, "meta", "journal");
        var attack = string.Create(CultureInfo.InvariantCulture, $$"""
            exec 2>/dev/null
            see() { if grep -q secret "$1"; then echo "has read $1"; fi; }
            put() { if echo forged >> "$1"; then echo "has written $1"; fi; }
            see {{sandbox}}/secret; put {{sandbox}}/stdout; put {{sandbox}}/new; put {{sandbox}}/../x; see {{journal}}; put {{journal}}
            for process in /proc/[0-9]*; do
              [ $process = /proc/$$ ] && continue
              see $process/root{{sandbox}}/secret; see $process/cwd/secret; see $process/environ; put $process/root{{journal}}
            done
            for file in /proc/1/fd/*; do put $file; done
            put /proc/1/mem
            for process in {{supervisor}} {{supervisor + 1}}; do
              [ $process -gt 100 ] && kill -KILL $process && echo "has killed $process"
              perl -e 'exit(syscall(101, 16, {{supervisor}}, 0, 0) == 0 ? 0 : 1)' && echo "has traced $process"
            done
            perl -e 'exit(syscall(101, 16, 1, 0, 0) == 0 ? 0 : 1)' && echo "has traced its supervisor"
            nsenter -t 1 -m true && echo "has entered"
            umount {{folder.Path}}/agents && echo "has unmounted"
            kill -STOP 1; kill -KILL 1
            echo done
            """);

        var status = await EndAsync(agent, As(user, Orders.Task("attacker", attack)));

        Assert.Equal("done\n", agent.Output("attacker"));
        Assert.Equal((TaskState.TaskFinished, "Command exited with status 0"), (status.State, status.Message));
        Assert.Equal(["secret", "stderr", "stdout", "tmp"], Directory.EnumerateFileSystemEntries(sandbox).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("ready\n", agent.Output("victim"));
        Assert.DoesNotContain("forged", File.ReadAllText(journal));
        await agent.Call.SayAsync(Orders.Kill("victim"));
        Assert.Equal("Command terminated with signal Terminated", (await agent.Call.UpdateAsync()).Status.Message);
    }

    [Fact]
    public async Task A_task_that_deletes_its_sandbox_ends_as_any_other()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { LargestLogBytes = 2_000, LogFiles = 2 });

        var status = await EndAsync(agent, Orders.Task("t1", """rm -rf "$MESOS_SANDBOX"/* "$MESOS_SANDBOX" 2>/dev/null; seq 2000; exit 7"""));

        Assert.Equal((TaskState.TaskFailed, "Command exited with status 7"), (status.State, status.Message));
        Assert.Equal(TaskState.TaskFinished, (await EndAsync(agent, Orders.Task("t2", "true"))).State);
    }

    /// <summary>The supervisor writes the output with more rights than the task has, and the agent reads it.</summary>
    [Fact]
    public async Task Output_goes_and_is_read_through_no_link_that_the_task_has_laid()
    {
        NeedRoot();
        using var outside = new SharedFolder();
        var target = outside["target"];
        File.WriteAllText(target, "precious");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var agent = await RunningAgent.StartAsync(options => AgentClient.Admit(options) with { LargestLogBytes = 2_000, LogFiles = 3 });
        using var client = new AgentClient(agent);

        var lay = $"for name in stdout stderr stdout.1 stdout.2 stderr.1 stderr.2; do ln -sf {target} $name; done";
        await agent.Call.SayAsync(Orders.Run(As("nobody", Orders.Task("t1", $"{lay}; seq 2000; seq 2000 >&2; : > done; while :; do {lay}; sleep 0.02; done"))));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        var sandbox = Real(agent, "t1");
        await Eventually.TrueAsync(() => File.Exists(Path.Combine(sandbox, "done")), "the task has laid its links");

        foreach (var name in (string[])["stdout", "stderr", "stdout.1"])
        {
            await RefusedAsync(client, $"/files/read?path={sandbox}/{name}&offset=0");
            await RefusedAsync(client, $"/files/download?path={sandbox}/{name}");
        }

        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));
        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal("precious", File.ReadAllText(target));
    }

    [Theory]
    [InlineData(IsolationMode.Available)]
    [InlineData(IsolationMode.None)]
    public async Task Nothing_outlives_a_task_that_closes_everything_and_becomes_a_daemon(IsolationMode isolation)
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { Isolation = isolation });
        var mark = $"daemon-of-{agent.Folder.Path}";
        var daemon = $"""exec perl -MPOSIX -e 'POSIX::close($_) for 0..1023; $SIG{"{$_}"} = "IGNORE" for qw(TERM HUP INT CHLD); exit if fork; setsid; exit if fork; sleep 1000' {mark}""";

        var finished = await EndAsync(agent, Orders.Task("t1", $"({daemon}); {daemon}"));
        Assert.Equal((TaskState.TaskFinished, "Command exited with status 0"), (finished.State, finished.Message));
        Assert.Empty(LiveProcesses.WithArgument(mark));

        await StartAsync(agent, Orders.Task("t2", $"({daemon}); echo ready; exec sleep 1000"));
        await Eventually.TrueAsync(() => LiveProcesses.WithArgument(mark).Length == 1, "the daemon alone is left of its family");
        await agent.Call.SayAsync(Orders.Kill("t2"));
        Assert.Equal(TaskState.TaskKilled, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Empty(LiveProcesses.WithArgument(mark));
    }

    private static void NeedRoot() => Assert.SkipUnless(SystemUser.CurrentIsRoot, "Only root can make namespaces and run tasks as others.");

    private static string Real(RunningAgent agent, string task) => new DirectoryInfo(agent.Sandbox(task)).ResolveLinkTarget(returnFinalTarget: true)!.FullName;

    private static TaskInfo As(string? user, TaskInfo task)
    {
        if (user is not null)
            task.Command.User = user;
        return task;
    }

    private static async Task<int> StartAsync(RunningAgent agent, TaskInfo task)
    {
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        var running = (await agent.Call.UpdateAsync()).Status;
        Assert.True(running.State == TaskState.TaskRunning, $"{running.State}: {running.Message}");
        await agent.ReadyAsync(task.TaskId.Value);
        return (int)running.ContainerStatus.ExecutorPid;
    }

    /// <summary>Until the last output has arrived a link may be put aside for a file again.</summary>
    private static Task RefusedAsync(AgentClient client, string path) => Eventually.TrueAsync(
        async () =>
        {
            var (status, text) = await client.GetAsync(path);
            Assert.DoesNotContain("precious", text);
            return status == HttpStatusCode.Forbidden;
        },
        $"{path} is forbidden");

    private static Task<TaskStatus> EndAsync(RunningAgent agent, TaskInfo task) => agent.EndAsync(task);
}
