using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>Persistent volumes of real tasks.</summary>
public sealed class VolumeTests
{
    [Fact]
    public async Task V04_what_one_task_wrote_another_reads_until_the_volume_is_destroyed()
    {
        await using var agent = await RunningAgent.StartAsync();
        await agent.Call.SayAsync(Keep(Volume("data")));
        await RunAsync(agent, "t1", "echo kept > data/file", Volume("data"), TaskState.TaskFinished);
        await RunAsync(agent, "t2", "cat data/file", Volume("data"), TaskState.TaskFinished);
        Assert.Equal("kept\n", agent.Output("t2"));
        await RunAsync(agent, "t3", "test -e other/deep/file", Volume("other/deep", id: "v2"), TaskState.TaskFailed);

        await agent.Call.SayAsync(Keep());
        await agent.Call.SayAsync(Keep(Volume("data")));
        await RunAsync(agent, "t4", "cat data/file", Volume("data"), TaskState.TaskFailed);
    }

    [Fact]
    public void Roles_and_agents_have_volumes_of_their_own()
    {
        Assert.Equal("/w/agents/a/volumes/roles/eng dev/v", VolumePaths.OfVolume("/w", "a", "eng/dev", "v"));
        Assert.Null(VolumePaths.OfVolume("/w", "a", "../x", "v"));
        Assert.Null(VolumePaths.OfVolume("/w", "a", "dev", "../v"));
    }

    private static async Task RunAsync(RunningAgent agent, string id, string command, Resource volume, TaskState end)
    {
        var task = Orders.Task(id, command);
        task.Resources.Add(volume);
        await agent.Call.SayAsync(Orders.Run(task));
        TaskState state;
        do
        {
            var update = await agent.Call.UpdateAsync();
            state = update.Status.State;
        }
        while (state is TaskState.TaskStarting or TaskState.TaskRunning);
        Assert.Equal(end, state);
    }

    private static OperatorMessage Keep(params Resource[] resources) => new() { KeepResources = new() { Resources = { resources } } };

    private static Resource Volume(string path, string id = "v1") => new()
    {
        Name = "disk",
        Type = Value.Types.Type.Scalar,
        Scalar = new() { Value = 10 },
        Reservations = { new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" } },
        Disk = new()
        {
            Persistence = new() { Id = id },
            Volume = new() { Mode = Protocol.Mesos.V1.Volume.Types.Mode.Rw, ContainerPath = path },
        },
    };
}
