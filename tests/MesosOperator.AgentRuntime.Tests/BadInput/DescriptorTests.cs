using System.Diagnostics;
using System.Globalization;
using MesosOperator.AgentRuntime.Tests.Recovery;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.BadInput;

/// <summary>An agent that may open no more files.</summary>
public sealed class DescriptorTests
{
    private const int Spare = 12;

    /// <summary>Part of the name of each task, whose processes are looked for on the whole machine.</summary>
    private readonly string _mark = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Launches_fail_until_tasks_end_and_no_task_is_lost()
    {
        await using var agent = await MortalAgent.StartAsync();
        await WarmAsync(agent);
        Bound(agent.Pid);

        var running = new List<string>();
        TaskStatus? refused = null;
        for (var number = 0; refused is null && number < 4 * Spare; number++)
        {
            var status = await BeginAsync(agent, $"{_mark}-{number}");
            if (status.State == TaskState.TaskRunning)
                running.Add(status.TaskId.Value);
            else
                refused = status;
        }

        Assert.NotEmpty(running);
        Assert.Equal((TaskState.TaskFailed, Reason.ContainerLaunchFailed), (refused?.State, refused?.Reason));
        Assert.Contains("Too many open files", refused!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(LiveProcesses.WithEnvironment($"MESOS_TASK_ID={refused.TaskId.Value}"));
        foreach (var task in running)
        {
            await agent.Call.SayAsync(Orders.Kill(task));
            Assert.Equal((task, TaskState.TaskKilled), (await agent.Call.UpdateAsync()).Status is var end ? (end.TaskId.Value, end.State) : default);
        }

        await EndAsync(agent, "again");
    }

    /// <summary>At once, so that what one launch lets go of another takes.</summary>
    [Fact]
    public async Task Every_task_of_a_storm_is_accounted_for()
    {
        const int count = 60;
        await using var agent = await MortalAgent.StartAsync();
        await WarmAsync(agent);
        Bound(agent.Pid);
        Assert.Equal(TaskState.TaskRunning, (await BeginAsync(agent, $"{_mark}-first")).State); // alone it has all that is left

        for (var number = 0; number < count; number++)
            await agent.Call.SayAsync(Orders.Run($"{_mark}-{number}", "exec sleep 1000"));
        var running = new HashSet<string> { $"{_mark}-first" };
        var failed = new HashSet<string>();
        while (running.Count + failed.Count < count + 1)
            if ((await agent.Call.UpdateAsync()).Status is var status and not { State: TaskState.TaskStarting })
                Assert.True((status.State == TaskState.TaskRunning ? running : failed).Add(status.TaskId.Value), $"{status.TaskId.Value} {status.State}: {status.Message}");

        Assert.NotEmpty(failed);
        Assert.All(running, task => Assert.NotEmpty(LiveProcesses.WithEnvironment($"MESOS_TASK_ID={task}")));
        Assert.All(failed, task => Assert.Empty(LiveProcesses.WithEnvironment($"MESOS_TASK_ID={task}")));
    }

    private static async Task<TaskStatus> BeginAsync(MortalAgent agent, string task)
    {
        await agent.Call.SayAsync(Orders.Run(task, "exec sleep 1000"));
        var status = (await agent.Call.UpdateAsync()).Status;
        return status.State == TaskState.TaskStarting ? (await agent.Call.UpdateAsync()).Status : status;
    }

    /// <summary>
    /// What the agent opens once, also to say why a launch fails, is open then: it is compiled as it runs here. And what it opens
    /// for a while is closed: it has cleaned up after these tasks.
    /// </summary>
    private static async Task WarmAsync(MortalAgent agent)
    {
        await EndAsync(agent, "warm");
        await BeginAsync(agent, "killed");
        await agent.Call.SayAsync(Orders.Kill("killed"));
        await agent.Call.UpdateAsync();
        var refused = Orders.Task("refused", "true");
        refused.Command.Uris.Add(new CommandInfo.Types.URI { Value = "/no/such/file" });
        await agent.Call.SayAsync(Orders.Run(refused));
        Assert.Equal(TaskState.TaskFailed, (await agent.Call.UpdateAsync()).Status.State);
        await Eventually.TrueAsync(() => Directory.GetDirectories(agent.Folder["meta/tasks"]).Length == 0, "nothing of the first tasks is left");
    }

    private static async Task EndAsync(MortalAgent agent, string task)
    {
        await agent.Call.SayAsync(Orders.Run(task, "exit 0"));
        for (var state = TaskState.TaskStarting; state != TaskState.TaskFinished;)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            Assert.Equal(task, status.TaskId.Value);
            Assert.True(status.State is TaskState.TaskStarting or TaskState.TaskRunning or TaskState.TaskFinished, status.Message);
            state = status.State;
        }
    }

    /// <summary>Leaves the process a few descriptors; those it has remain, whatever their numbers.</summary>
    private static void Bound(int pid)
    {
        const int first = 64; // the agent uses none below for long
        var used = Directory.EnumerateFileSystemEntries(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/fd"))
            .Select(file => int.Parse(Path.GetFileName(file), CultureInfo.InvariantCulture)).ToHashSet();
        var bound = Enumerable.Range(first, 4096).Where(number => !used.Contains(number)).ElementAt(Spare);
        using var prlimit = Process.Start("prlimit", string.Create(CultureInfo.InvariantCulture, $"--pid {pid} --nofile={bound}:{bound}"));
        prlimit.WaitForExit();
        Assert.Equal(0, prlimit.ExitCode);
    }
}
