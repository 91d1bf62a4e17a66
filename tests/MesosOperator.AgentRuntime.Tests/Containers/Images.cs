using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>Tasks that name an image, and agents that can run them.</summary>
internal static class Images
{
    public static TaskInfo Docker(string id, string command, Action<ContainerInfo>? change = null)
    {
        var task = Orders.Task(id, command);
        task.Resources.Add(new Resource { Name = "mem", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = 64 } });
        task.Container = new ContainerInfo
        {
            Type = ContainerInfo.Types.Type.Docker,
            Docker = new ContainerInfo.Types.DockerInfo { Image = TestContainerd.Image },
        };
        change?.Invoke(task.Container);
        return task;
    }

    public static TaskInfo With(this TaskInfo task, double gpus)
    {
        task.Resources.Add(new Resource { Name = "gpus", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = gpus } });
        return task;
    }

    /// <summary>An agent that uses the tests' containerd.</summary>
    public static async Task<RunningAgent> AgentAsync(this TestContainerd containerd, Func<AgentOptions, AgentOptions>? change = null)
    {
        await containerd.NeedAsync();
        return await RunningAgent.StartAsync(options => (change ?? (same => same))(options with { Containerd = containerd.Socket, ContainerdNamespace = TestContainerd.Namespace }));
    }

    /// <summary>Runs a task to its end: its last status.</summary>
    public static async Task<TaskStatus> RunAsync(this RunningAgent agent, TaskInfo task)
    {
        await agent.Call.SayAsync(Orders.Run(task));
        while (true)
        {
            var status = (await agent.Call.UpdateAsync()).Status;
            if (status.State is not (TaskState.TaskStarting or TaskState.TaskRunning))
                return status;
        }
    }

    /// <summary>Starts a task: what is said when it runs.</summary>
    public static async Task<TaskStatus> StartAsync(this RunningAgent agent, TaskInfo task)
    {
        await agent.Call.SayAsync(Orders.Run(task));
        Assert.Equal(TaskState.TaskStarting, (await agent.Call.UpdateAsync()).Status.State);
        var running = (await agent.Call.UpdateAsync()).Status;
        Assert.True(running.State == TaskState.TaskRunning, $"{running.State}: {running.Message}");
        return running;
    }
}
