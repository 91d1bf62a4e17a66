using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>Agents that are killed (SIGKILL) and started again; real tasks.</summary>
public sealed class RecoveryTests
{
    [Fact]
    public async Task T05_an_update_is_on_the_disk_before_it_is_forwarded()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.Call.SayAsync(Orders.RunDurable("t1", "exit 5"));

        for (var heard = 0; heard < 3; heard++)
        {
            var update = (await agent.Call.HearAsync())!.UpdateStatus;
            Assert.True(File.ReadAllBytes(agent.Folder["meta/journal"]).AsSpan().IndexOf(update.Status.Uuid.Span) > 0);
            await agent.Call.SayAsync(Orders.Acknowledge(update));
        }
    }

    [Fact]
    public async Task T06_tasks_run_on_and_are_taken_over_under_the_same_id()
    {
        await using var agent = await MortalAgent.StartAsync();
        var pid = await agent.RunAsync(Orders.RunDurable("t1", "trap 'echo bye; exit 4' TERM; echo ready; while :; do sleep 0.1; done"));

        agent.Die();
        Assert.True(LiveProcesses.Exists(pid));
        await agent.LiveAsync();

        var said = agent.First.Reregister;
        Assert.Equal((Orders.Agent, Orders.Agent), (said.AgentId.Value, said.Info.Id.Value));
        Assert.Equal([("t1", TaskState.TaskRunning)], said.Tasks.Select(task => (task.TaskId.Value, task.State)));
        Assert.Equal([Orders.Framework], said.Frameworks.Select(framework => framework.Id.Value));
        await agent.Call.SayAsync(Orders.Kill("t1"));
        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskKilled, "Command exited with status 4"), (end.State, end.Message));
        Assert.Equal("ready\nbye\n", agent.Output("t1"));
    }

    [Fact]
    public async Task T06_updates_that_were_not_acknowledged_are_sent_again()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.Call.SayAsync(Orders.RunDurable("t1", "exit 0"));
        var before = (await agent.Call.HearAsync())!.UpdateStatus.Status;

        agent.Die();
        await agent.LiveAsync();

        var again = await agent.Call.UpdateAsync();
        Assert.Equal((before.Uuid, TaskState.TaskStarting), (again.Status.Uuid, again.Status.State));
        Assert.Equal(TaskState.TaskRunning, (await agent.Call.UpdateAsync()).Status.State);
        Assert.Equal((TaskState.TaskFinished, "Command exited with status 0"), (await agent.Call.UpdateAsync()).Status is var end ? (end.State, end.Message) : default);
    }

    [Fact]
    public async Task T06_a_task_that_ended_meanwhile_is_reported_with_its_true_exit_status_once()
    {
        await using var agent = await MortalAgent.StartAsync();
        var pid = await agent.RunAsync(Orders.RunDurable("t1", "echo ready; while [ ! -e stop ]; do sleep 0.05; done; exit 42"));
        agent.Die();
        File.WriteAllText(Path.Combine(agent.Sandbox("t1"), "stop"), "");
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the task has ended");

        await agent.LiveAsync();
        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskFailed, "Command exited with status 42"), (end.State, end.Message));
        await agent.SettledAsync(end);
        agent.Die();

        await agent.LiveAsync();
        Assert.Empty(agent.First.Reregister.Tasks);
    }

    [Fact]
    public async Task T06_a_task_whose_supervisor_was_killed_unseen_has_failed()
    {
        await using var agent = await MortalAgent.StartAsync();
        var pid = await agent.RunAsync(Orders.RunDurable("t1", "echo ready; exec sleep 1000"));
        agent.Die();
        using (var supervisor = System.Diagnostics.Process.GetProcessById(pid))
            supervisor.Kill();
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "the supervisor is gone");

        await agent.LiveAsync();

        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal((TaskState.TaskFailed, Reason.ExecutorTerminated), (end.State, end.Reason));
        Assert.Equal("How the command ended is not known: nobody was left to see it", end.Message);
    }

    [Fact]
    public async Task T06_NonCheckpointingFramework_its_tasks_end_with_the_agent()
    {
        await using var agent = await MortalAgent.StartAsync();
        var durable = await agent.RunAsync(Orders.RunDurable("t1", "echo ready; exec sleep 1000"));
        var other = await agent.RunAsync(Orders.Run("t2", "echo ready; exec sleep 1001"));

        agent.Die();

        await Eventually.TrueAsync(() => !LiveProcesses.Exists(other), "the other task has ended");
        Assert.True(LiveProcesses.Exists(durable));
        await agent.LiveAsync();
        Assert.Equal(["t1"], agent.First.Reregister.Tasks.Select(task => task.TaskId.Value));
    }

    [Fact]
    public async Task T06_CleanupExecutor_kills_what_runs_and_forgets_who_it_was()
    {
        await using var agent = await MortalAgent.StartAsync();
        var pid = await agent.RunAsync(Orders.RunDurable("t1", "echo ready; exec sleep 1000"));
        agent.Die();

        Assert.Equal((0, true), await agent.TryAsync("--recover", "Cleanup") is var (code, _) ? (code, !LiveProcesses.Exists(pid)) : default);

        await agent.LiveAsync();
        Assert.NotNull(agent.First.Register);
    }

    [Fact]
    public async Task A_stop_that_keeps_tasks_leaves_them_to_the_next_agent()
    {
        await using var agent = await MortalAgent.StartAsync("--on-stop", "KeepTasks");
        var pid = await agent.RunAsync(Orders.RunDurable("t1", "echo ready; exec sleep 1000"));

        await agent.StopAsync();

        Assert.True(LiveProcesses.Exists(pid));
        await agent.LiveAsync();
        Assert.Equal(["t1"], agent.First.Reregister.Tasks.Select(task => task.TaskId.Value));
    }

    [Fact]
    public async Task ShutdownSlave_a_stopped_agent_comes_back_under_the_same_id()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.StopAsync();

        await agent.LiveAsync();

        Assert.Equal(Orders.Agent, agent.First.Reregister.AgentId.Value);
    }

    [Fact]
    public async Task A_second_agent_in_the_same_folder_is_refused()
    {
        await using var agent = await MortalAgent.StartAsync();

        var (code, errors) = await agent.TryAsync();

        Assert.Equal(2, code);
        Assert.Contains($"Another agent runs in the work directory {agent.Folder.Path}", errors);
    }

    [Fact]
    public async Task R06_reservations_are_kept_and_what_does_not_hold_them_is_refused()
    {
        await using var agent = await MortalAgent.StartAsync();
        await agent.Call.SayAsync(new OperatorMessage { KeepResources = new() { Resources = { Reserved("cpus", 3) } } });
        await agent.RunAsync(Orders.RunDurable("t1", "echo ready; exec sleep 1000"));
        agent.Die();

        agent.Resources = "cpus:2;mem:512";
        var (code, errors) = await agent.TryAsync();

        Assert.Equal(2, code);
        Assert.Contains("reserved cpus: 3 needed, 2 there", errors);
        agent.Resources = "cpus(eng):8;mem:512";
        (code, errors) = await agent.TryAsync();
        Assert.Equal(2, code);
        Assert.Contains("reserved cpus: 3 needed, 0 there", errors);
        agent.Resources = "cpus:8;mem:512";
        await agent.LiveAsync();
        Assert.Equal([Reserved("cpus", 3)], agent.First.Reregister.KeptResources);
        Assert.Equal(8, agent.First.Reregister.Info.Resources[0].Scalar.Value);
    }

    [Fact]
    public async Task V03_V04_a_volume_and_what_is_in_it_outlive_the_agent()
    {
        await using var agent = await MortalAgent.StartAsync();
        var volume = Reserved("disk", 10);
        volume.Disk = new() { Persistence = new() { Id = "v1" }, Volume = new() { Mode = Volume.Types.Mode.Rw, ContainerPath = "data" } };
        await agent.Call.SayAsync(new OperatorMessage { KeepResources = new() { Resources = { volume } } });
        await agent.RunAsync(Durable("t1", "echo kept > data/file; echo done", volume));
        var end = (await agent.Call.UpdateAsync()).Status;
        Assert.Equal(TaskState.TaskFinished, end.State);
        await agent.SettledAsync(end);

        agent.Die();
        await agent.LiveAsync();
        await agent.RunAsync(Durable("t2", "cat data/file", volume));

        Assert.Equal("kept\n", agent.Output("t2"));
        Assert.Equal([volume], agent.First.Reregister.KeptResources);
    }

    [Fact]
    public async Task A_leader_of_an_earlier_term_is_not_followed_after_a_restart_either()
    {
        await using var agent = await MortalAgent.StartAsync(); // in term 3
        agent.Die();

        await agent.LiveAsync();
        await agent.Call.SayAsync(Orders.RunDurable("t1", "exit 0"));
        Assert.NotNull((await agent.Call.HearAsync())!.UpdateStatus);
        agent.Die();
        var (call, _) = await agent.DialAsync(epoch: 2);

        Assert.Null(await call.HearAsync());
    }

    private static OperatorMessage Durable(string id, string command, Resource resource)
    {
        var task = Orders.Task(id, command);
        task.Resources.Add(resource);
        return Orders.RunDurable(task);
    }

    private static Resource Reserved(string name, double amount) => new()
    {
        Name = name,
        Type = Value.Types.Type.Scalar,
        Scalar = new() { Value = amount },
        Reservations = { new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" } },
    };
}
