using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Tests.Launching;

/// <summary>The output of tasks, which goes to files of bounded size.</summary>
public sealed class LogTests
{
    private const int Largest = 64 << 10;

    [Fact]
    public async Task A_task_that_says_much_fills_no_more_than_it_may()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { LargestLogBytes = Largest, LogFiles = 3 });

        await RunAsync(agent, "seq 1 100000; echo err >&2");

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
    public async Task One_file_is_begun_anew_where_there_may_be_no_other()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { LargestLogBytes = Largest, LogFiles = 1 });

        await RunAsync(agent, "seq 1 100000");

        Assert.Equal(["stderr", "stdout"], Names(agent.Sandbox("t1")));
        Assert.Equal("100000", File.ReadAllLines(Path.Combine(agent.Sandbox("t1"), "stdout"))[^1]);
    }

    [Fact]
    public async Task What_a_task_puts_in_the_way_is_left_alone()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { LargestLogBytes = Largest, LogFiles = 2 });

        await RunAsync(agent, "echo kept > victim; mkdir -p stdout.1/x; rm stdout; ln -s victim stdout; seq 1 100000");

        var sandbox = agent.Sandbox("t1");
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(sandbox, "victim")));
        Assert.True(Directory.Exists(Path.Combine(sandbox, "stdout.1", "x")));
    }

    [Fact]
    public async Task Output_without_bounds_is_the_programs_own()
    {
        await using var agent = await RunningAgent.StartAsync(options => options with { LargestLogBytes = 0 });

        await RunAsync(agent, "[ -f /dev/stdout ] && echo file >&2; seq 1 100000");

        Assert.Equal(["stderr", "stdout"], Names(agent.Sandbox("t1")));
        Assert.Equal("file\n", File.ReadAllText(Path.Combine(agent.Sandbox("t1"), "stderr")));
        Assert.Equal(100_000, File.ReadLines(Path.Combine(agent.Sandbox("t1"), "stdout")).Count());
    }

    private static IEnumerable<string> Names(string sandbox) =>
        Directory.EnumerateFiles(sandbox).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    private static async Task RunAsync(RunningAgent agent, string command)
    {
        await agent.Call.SayAsync(Orders.Run("t1", command));
        foreach (var state in (TaskState[])[TaskState.TaskStarting, TaskState.TaskRunning, TaskState.TaskFinished])
            Assert.Equal(state, (await agent.Call.UpdateAsync()).Status.State);
    }
}
