using System.Net;
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
    public async Task A_volume_is_seen_where_its_task_has_it_as_long_as_that_runs()
    {
        await using var agent = await RunningAgent.StartAsync(AgentClient.Admit);
        using var client = new AgentClient(agent);
        await agent.Call.SayAsync(Keep(Volume("deep/data")));
        var task = Orders.Task("t1", "mkdir -p deep/data/sub; echo kept > deep/data/sub/file; ln -s /etc deep/data/out; echo on; while ! [ -e go ]; do sleep 0.05; done");
        task.Resources.Add(Volume("deep/data"));
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");
        var data = $"/frameworks/{Orders.Framework}/executors/t1/runs/latest/deep/data";

        Assert.Equal((HttpStatusCode.OK, """{"data":"kept\n","offset":0}"""), await client.GetAsync($"/files/read?path={data}/sub/file&offset=0"));
        Assert.Equal([$"{data}/out", $"{data}/sub"], (await client.ReadAsync($"/files/browse?path={data}")).EnumerateArray().Select(entry => entry.GetProperty("path").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"/files/read?path={data}/out/passwd")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/files/browse?path={data}2")).Status);

        File.WriteAllText(Path.Combine(agent.Sandbox("t1"), "go"), "");
        Assert.Equal(TaskState.TaskFinished, (await agent.Call.UpdateAsync()).Status.State);
        await Eventually.TrueAsync(
            async () => (await client.GetAsync($"/files/read?path={data}/sub/file")).Status == HttpStatusCode.Forbidden, "it is seen no more");
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
