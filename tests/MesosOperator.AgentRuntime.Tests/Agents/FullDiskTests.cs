using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Record = MesosOperator.AgentRuntime.Checkpoints.Record;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>A work directory without room.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task Starts_nothing_while_the_disk_is_full_and_loses_nothing()
    {
        using var disk = new SmallDisk(16);
        await using var agent = await RunningAgent.StartAsync(options => options with { WorkDirectory = disk.Path });
        await agent.Call.SayAsync(Orders.RunDurable("t1", "exec sleep 1000"));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();

        disk.Fill();
        var last = await EndDurableAsync(agent, Orders.Task("t2", ": " + new string('x', 100_000)));
        await agent.Call.SayAsync(Orders.Kill("t1", graceSeconds: 0));
        var ended = (await agent.Call.UpdateAsync()).Status;
        var refused = await agent.EndAsync(Orders.Task("t3", "true"));
        disk.Empty();
        var fine = await agent.EndAsync(Orders.Task("t4", "true"));

        Assert.Equal(TaskState.TaskFinished, last.State); // it was what took the last room
        Assert.Equal(TaskState.TaskKilled, ended.State);
        Assert.Equal((TaskState.TaskFailed, TaskStatus.Types.Reason.ContainerLaunchFailed), (refused.State, refused.Reason));
        Assert.Equal("The disk of the agent is full: what it must remember of a task cannot be written down", refused.Message);
        Assert.Equal(TaskState.TaskFinished, fine.State);
    }

    [Fact]
    public void What_is_written_on_a_full_disk_is_written_whole_or_not_at_all()
    {
        using var disk = new SmallDisk(8);
        var written = 0;
        using (var journal = Journal.Open(disk["journal"]))
        {
            Assert.False(journal.IsTight);
            disk.Fill();
            var refusal = Xunit.Record.Exception(() =>
            {
                for (; written < 1_000; written++)
                    journal.Append([Launched(written)]);
            });
            Assert.IsType<IOException>(refusal);
            Assert.True(journal.IsTight);
            Assert.True(written > 10);

            disk.Empty();
            journal.Loosen();
            Assert.False(journal.IsTight);
            journal.Append([Launched(written++)]);
        }

        using var again = Journal.Open(disk["journal"]);
        Assert.Null(again.Fault);
        Assert.Equal(Enumerable.Range(0, written).Select(number => $"t{number}"), again.Memory.Tasks.Select(task => task.Launch.Key.TaskId));
    }

    private static async Task<TaskStatus> EndDurableAsync(RunningAgent agent, TaskInfo task)
    {
        await agent.Call.SayAsync(Orders.RunDurable(task));
        TaskStatus status;
        do
        {
            status = (await agent.Call.UpdateAsync()).Status;
        }
        while (status.State is TaskState.TaskStarting or TaskState.TaskRunning);
        return status;
    }

    private static Record Launched(int number) =>
        CheckpointRecords.Launched(new TaskLaunch(Orders.Agent, Orders.FrameworkInfo(), Orders.Task($"t{number}", new string('x', 100_000)), "dev", $"c{number}", "/sandbox"));
}
