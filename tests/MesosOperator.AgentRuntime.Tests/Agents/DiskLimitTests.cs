using MesosOperator.AgentRuntime.Disks;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Agents;

/// <summary>Tasks that fill the disk.</summary>
public sealed class DiskLimitTests
{
    private const string Fill = "head -c 3000000 /dev/zero";

    [Fact]
    public async Task A_disk_filler_fails_with_the_limit_and_what_it_used()
    {
        await using var agent = await RunningAgent.StartAsync(Watching);
        var task = Orders.Task("t1", $"trap '' TERM; {Fill} > a; ln a b; ln -s /usr c; sleep 1000");
        task.Resources.Add(Disk(2));

        var status = await agent.EndAsync(task);

        Assert.Equal((TaskState.TaskFailed, TaskStatus.Types.Source.Agent, Reason.ContainerLimitationDisk), (status.State, status.Source, status.Reason));
        Assert.Matches(@"^Disk usage \((2\.\d+|3(\.0\d*)?)MB\) exceeds quota \(2MB\)$", status.Message); // seen while it was written, perhaps
        Assert.Equal(("disk", 2), (status.Limitation.Resources.Single().Name, status.Limitation.Resources.Single().Scalar.Value));
    }

    [Fact]
    public async Task A_volume_counts_by_itself_and_nothing_counts_where_no_disk_was_given()
    {
        await using var agent = await RunningAgent.StartAsync(Watching);
        var full = Orders.Task("t2", $"{Fill} > data/file; sleep 1000");
        full.Resources.Add(Volume(2));
        full.Resources.Add(Disk(100));
        var fine = Orders.Task("t3", $"{Fill} > file; sleep 1000");
        fine.Resources.Add(Volume(100));
        await agent.Call.SayAsync(Orders.Run(fine));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();

        var status = await agent.EndAsync(full);

        Assert.Equal(Reason.ContainerLimitationDisk, status.Reason);
        Assert.EndsWith("exceeds quota (2MB)", status.Message);
    }

    [Fact]
    public async Task What_a_sandbox_takes_is_in_the_statistics()
    {
        await using var agent = await RunningAgent.StartAsync(options => Watching(AgentClient.Admit(options)));
        using var client = new AgentClient(agent);
        var task = Orders.Task("t1", $"{Fill} > file; {Fill} > data/file; echo on; sleep 1000");
        task.Resources.Add(Disk(100));
        task.Resources.Add(Volume(50));
        await agent.Call.SayAsync(Orders.Run(task));
        await agent.Call.UpdateAsync();
        await agent.Call.UpdateAsync();
        await agent.ReadyAsync("t1");

        var used = 0L;
        await Eventually.TrueAsync(
            async () =>
            {
                var statistics = (await client.ReadAsync("/monitor/statistics"))[0].GetProperty("statistics");
                Assert.Equal(100L << 20, statistics.GetProperty("disk_limit_bytes").GetInt64());
                return statistics.TryGetProperty("disk_used_bytes", out var told) && (used = told.GetInt64()) >= 3_000_000;
            },
            "the sandbox was looked at");
        Assert.InRange(used, 3_000_000, 3_200_000);
    }

    [Fact]
    public void Adds_up_what_lies_on_the_disk()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["deep/deeper"]);
        File.WriteAllBytes(folder["deep/deeper/file"], new byte[1 << 20]);
        File.CreateSymbolicLink(folder["link"], "/usr");
        using (var holes = File.Create(folder["holes"]))
            holes.SetLength(1L << 40);

        Assert.InRange(DiskUsage.Of(folder.Path, TestContext.Current.CancellationToken), 1 << 20, (1 << 20) + (64 << 10));
        Assert.Equal(0, DiskUsage.Of(folder["absent"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_nested_so_deeply_that_nobody_can_look_at_it_fails_the_task()
    {
        await using var agent = await RunningAgent.StartAsync(Watching);
        var task = Orders.Task("t1", "exec perl -e '$n = \"n\" x 200; for (1..30) { mkdir $n; chdir $n or die } sleep 1000'");
        task.Resources.Add(Disk(100));

        var status = await agent.EndAsync(task);

        Assert.Equal((Reason.ContainerLimitationDisk, "Disk usage cannot be measured against the quota (100MB): folders are nested too deeply"), (status.Reason, status.Message));
    }

    private static AgentOptions Watching(AgentOptions options) => options with { DiskWatchInterval = TimeSpan.FromMilliseconds(50) };

    private static Resource Disk(double mebibytes) =>
        new() { Name = "disk", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = mebibytes } };

    private static Resource Volume(double mebibytes)
    {
        var volume = Disk(mebibytes);
        volume.Reservations.Add(new Resource.Types.ReservationInfo { Type = Resource.Types.ReservationInfo.Types.Type.Dynamic, Role = "dev" });
        volume.Disk = new()
        {
            Persistence = new() { Id = $"v{mebibytes}" },
            Volume = new() { Mode = Protocol.Mesos.V1.Volume.Types.Mode.Rw, ContainerPath = "data" },
        };
        return volume;
    }
}
