using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Recovery;

/// <summary>A host that was started anew, played by another boot id and killed supervisors.</summary>
public sealed class RebootTests
{
    [Fact]
    public async Task T06_Reboot_tasks_are_reported_as_failed_once_by_the_same_agent()
    {
        using var folder = new TemporaryFolder();
        using var boot = new TemporaryFolder();
        File.WriteAllText(boot["id"], "first");
        AgentOptions Change(AgentOptions options) => options with { WorkDirectory = folder.Path, OnStop = StopMode.KeepTasks, BootIdFile = boot["id"] };
        int pid;
        await using (var before = await RunningAgent.StartAsync(Change))
        {
            await before.Call.SayAsync(Orders.RunDurable("t1", "exec sleep 1000"));
            await before.Call.UpdateAsync();
            var running = (await before.Call.UpdateAsync()).Status;
            pid = (int)running.ContainerStatus.ExecutorPid;
            await Eventually.TrueAsync(() => File.ReadAllBytes(folder["meta/journal"]).AsSpan().Count(running.Uuid.Span) == 2, "the acknowledgement is written down");
        }

        using (var supervisor = System.Diagnostics.Process.GetProcessById(pid))
            supervisor.Kill();
        await Eventually.TrueAsync(() => !LiveProcesses.Exists(pid), "nothing of the host's last life is left");
        File.WriteAllText(boot["id"], "second");

        await using (var after = await RunningAgent.StartAsync(Change))
        {
            Assert.Equal(Orders.Agent, after.First.Reregister.AgentId.Value);
            var status = (await after.Call.UpdateAsync()).Status;
            await Eventually.TrueAsync(() => File.ReadAllBytes(folder["meta/journal"]).AsSpan().Count(status.Uuid.Span) == 2, "the acknowledgement is written down");
            Assert.Equal((TaskState.TaskFailed, Reason.ExecutorTerminated, "The host was restarted"), (status.State, status.Reason, status.Message));
            await after.Call.SayAsync(Orders.RunDurable("t2", "exit 0"));
            Assert.Equal("t2", (await after.Call.UpdateAsync()).Status.TaskId.Value);
        }

        await using var again = await RunningAgent.StartAsync(Change);
        Assert.Equal(["t2"], again.First.Reregister.Tasks.Select(task => task.TaskId.Value));
    }
}
