using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using PathType = MesosOperator.Protocol.Mesos.V1.Volume.Types.Source.Types.SandboxPath.Types.Type;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>What the tasks of a group share, and executors of frameworks are brought.</summary>
public sealed class GroupVolumeTests
{
    [Fact]
    public async Task Tasks_of_a_group_share_a_folder_of_their_executor()
    {
        await using var agent = await RunningAgent.StartAsync();
        var writer = With(ExecutorOrders.Command("t1", "echo hello > out/file; cat own/../stdout; exec sleep 1000"), Inside(PathType.Parent, "shared", "out"), Inside(PathType.Self, "mine", "own"));
        var reader = With(ExecutorOrders.Command("t2", "while [ ! -s in/it/file ]; do sleep 0.02; done; cat in/it/file"), Inside(PathType.Parent, "shared", "in/it"));

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), writer, reader));

        var end = await EndAsync(agent);
        Assert.Equal(("t2", TaskState.TaskFinished), (end.TaskId.Value, end.State));
        Assert.Contains("hello\n", Directory.EnumerateFiles(agent.Sandbox("e1"), "stdout", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [Fact]
    public async Task A_persistent_volume_of_the_executor_is_there_for_its_tasks()
    {
        await using var agent = await RunningAgent.StartAsync();
        for (var round = 1; round < 3; round++)
        {
            var executor = ExecutorOrders.Default($"e{round}");
            executor.Resources.Add(Persistent("v1", "data"));
            var command = round == 1 ? "echo kept > db/file" : "cat db/file";

            await agent.Call.SayAsync(ExecutorOrders.RunGroup(executor, With(ExecutorOrders.Command($"t{round}", command), Inside(PathType.Parent, "data", "db"))));

            Assert.Equal(TaskState.TaskFinished, (await EndAsync(agent)).State);
        }

        Assert.Contains("kept\n", Directory.EnumerateFiles(agent.Sandbox("e2"), "stdout", SearchOption.AllDirectories).Select(File.ReadAllText));
    }

    [Theory]
    [InlineData(PathType.Parent, "../../x", "cannot be '../../x' of the executor's sandbox")]
    [InlineData(PathType.Parent, "containers", "cannot be 'containers' of the executor's sandbox")]
    [InlineData(PathType.Self, "/etc", "cannot be '/etc' of the sandbox")]
    [InlineData(PathType.Parent, "a/way", "it must be a folder right in there")]
    public async Task No_volume_leads_out_of_the_sandboxes(PathType type, string path, string reason)
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(ExecutorOrders.RunGroup(
            ExecutorOrders.Default(), With(ExecutorOrders.Command("t1", "ln -s /etc a/way; exec sleep 1000"), Inside(PathType.Parent, "a", "a"))));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        var run = new DirectoryInfo(agent.Sandbox("e1")).ResolveLinkTarget(true)!.FullName;
        await Eventually.TrueAsync(() => new System.IO.FileInfo($"{run}/a/way").LinkTarget is not null, "the link is there");

        await agent.Call.SayAsync(ExecutorOrders.RunGroup(ExecutorOrders.Default(), With(ExecutorOrders.Command("t2", "true"), Inside(type, path, "in"))));

        var end = await EndAsync(agent);
        Assert.Equal(("t2", Reason.ContainerLaunchFailed), (end.TaskId.Value, end.Reason));
        Assert.Contains(reason, end.Message, StringComparison.Ordinal);
    }

    /// <summary>The second task's volume comes when the executor runs.</summary>
    [Fact]
    public async Task Volumes_are_brought_to_an_executor_that_runs_before_it_hears_of_their_task()
    {
        const string node = "/usr/bin/node";
        Assert.SkipUnless(File.Exists(node), $"There is no {node} here to run an executor");
        using var shared = new SharedFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Executors", "executor.js"), shared["executor.js"]);
        await using var agent = await RunningAgent.StartAsync();
        var executor = ExecutorOrders.Info($"exec {node} {shared["executor.js"]}");
        await agent.Call.SayAsync(Wanting(ExecutorOrders.Run("t1", "run", executor), Persistent("v1", "first")));
        var pid = (await agent.Call.UpdateAsync()).Status.ContainerStatus.ExecutorPid;

        await agent.Call.SayAsync(Wanting(ExecutorOrders.Run("t2", "run", executor, isToStart: false), Persistent("v2", "deep/second")));
        Assert.Equal(("t2", TaskState.TaskRunning), (await agent.Call.UpdateAsync()).Status is var status ? (status.TaskId.Value, status.State) : default);

        var sandbox = new DirectoryInfo(agent.Sandbox("e1")).ResolveLinkTarget(true)!.FullName;
        var volumes = Path.Combine(agent.Folder.Path, "agents", Orders.Agent, "volumes", "roles", "dev");
        foreach (var (id, place) in new[] { ("v1", "first"), ("v2", "deep/second") })
        {
            File.WriteAllText(Path.Combine(volumes, id, "file"), id);
            Assert.Equal(id, File.ReadAllText($"/proc/{pid}/root{sandbox}/{place}/file"));
        }

        await agent.Call.SayAsync(Wanting(ExecutorOrders.Run("t3", "run", executor, isToStart: false), Persistent("v3", "../out")));
        var refused = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(("t3", TaskState.TaskFailed, Reason.ContainerLaunchFailed), (refused.TaskId.Value, refused.State, refused.Reason));
    }

    private static TaskInfo With(TaskInfo task, params Volume[] volumes)
    {
        task.Container = new ContainerInfo { Type = ContainerInfo.Types.Type.Mesos, Volumes = { volumes } };
        return task;
    }

    private static Protocol.AgentLink.OperatorMessage Wanting(Protocol.AgentLink.OperatorMessage order, Resource volume)
    {
        order.RunTask.Task.Resources.Add(volume);
        return order;
    }

    private static Volume Inside(PathType type, string path, string place) => new()
    {
        Mode = Volume.Types.Mode.Rw,
        ContainerPath = place,
        Source = new() { Type = Volume.Types.Source.Types.Type.SandboxPath, SandboxPath = new() { Type = type, Path = path } },
    };

    private static Resource Persistent(string id, string place)
    {
        var disk = ExecutorOrders.Scalar("disk", 10);
        disk.Reservations.Add(new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" });
        disk.Disk = new() { Persistence = new() { Id = id }, Volume = new() { Mode = Volume.Types.Mode.Rw, ContainerPath = place } };
        return disk;
    }

    /// <summary>The next end of a task.</summary>
    private static async Task<TaskStatus> EndAsync(RunningAgent agent)
    {
        while ((await agent.Call.HearAsync())! is var said)
        {
            if (said.UpdateStatus is null)
                continue;
            await agent.Call.SayAsync(Orders.Acknowledge(said.UpdateStatus));
            if (said.UpdateStatus.Status.State is not (TaskState.TaskStarting or TaskState.TaskRunning))
                return said.UpdateStatus.Status;
        }

        throw new InvalidOperationException();
    }
}
