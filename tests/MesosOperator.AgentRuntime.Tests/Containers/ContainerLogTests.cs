using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Containers;

/// <summary>The output of containers, which goes to files of bounded size as that of other tasks does.</summary>
public sealed class ContainerLogTests(TestContainerd containerd)
{
    private const int Largest = 64 << 10;

    [Fact]
    public async Task A_container_that_says_much_fills_no_more_than_it_may()
    {
        await using var agent = await containerd.AgentAsync(Bounded);

        var status = await agent.RunAsync(Images.Docker("t1", "seq 1 100000; echo err >&2"));

        Assert.Equal("Command exited with status 0", status.Message);
        var sandbox = agent.Sandbox("t1");
        Assert.Equal(["stderr", "stdout", "stdout.1", "stdout.2"], Names(sandbox));
        Assert.Equal("err\n", File.ReadAllText(Path.Combine(sandbox, "stderr")));
        foreach (var name in (string[])["stdout", "stdout.1", "stdout.2"])
            Assert.InRange(new System.IO.FileInfo(Path.Combine(sandbox, name)).Length, 1, Largest + (16 << 10));
        // Not a line is lost between the oldest that is left and the last.
        var lines = ((string[])["stdout.2", "stdout.1", "stdout"]).SelectMany(name => File.ReadAllLines(Path.Combine(sandbox, name))).Select(int.Parse).ToList();
        Assert.Equal(100_000, lines[^1]);
        Assert.Equal(Enumerable.Range(lines[0], lines.Count), lines);
    }

    [Fact]
    public async Task The_files_are_those_of_the_containers_user()
    {
        await using var agent = await containerd.AgentAsync(Bounded);
        var task = Images.Docker("t1", "seq 1 30000; echo again > /dev/stderr; echo kept > $MESOS_SANDBOX/mine; ln -sf mine $MESOS_SANDBOX/stderr; echo late >&2");
        task.Command.User = "app";

        await agent.RunAsync(task);

        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "mine")));
        await agent.RunAsync(Images.Docker("t2", $"stat -c %u {string.Join(' ', Names(agent.Sandbox("t1")).Select(name => $"/seen/{name}"))}", container =>
            container.Volumes.Add(new Volume { ContainerPath = "/seen", HostPath = agent.Sandbox("t1"), Mode = Volume.Types.Mode.Ro })));
        Assert.Equal(["1234"], agent.Output("t2").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    [Fact]
    public async Task Output_without_bounds_is_the_containers_own()
    {
        await using var agent = await containerd.AgentAsync(options => options with { LargestLogBytes = 0 });

        await agent.RunAsync(Images.Docker("t1", "seq 1 100000"));

        Assert.Equal(["stderr", "stdout"], Names(agent.Sandbox("t1")));
        Assert.Equal(100_000, File.ReadLines(Path.Combine(agent.Sandbox("t1"), "stdout")).Count());
    }

    private static AgentOptions Bounded(AgentOptions options) => options with { LargestLogBytes = Largest, LogFiles = 3 };

    private static IEnumerable<string> Names(string sandbox) =>
        Directory.EnumerateFiles(sandbox).Select(file => Path.GetFileName(file)!).Where(name => name.StartsWith("std", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
