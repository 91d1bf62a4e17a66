using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Programs;

public sealed class SampleTests
{
    [Fact]
    public async Task Standalone_runs_its_sample_to_the_end_and_then_has_nothing_running()
    {
        await using var mesos = await OperatorProcess.StartExactlyAsync("--sample-tasks", "2", "--resources", "cpus:1;mem:512");

        await mesos.Program.LineAsync("All 2 tasks have ended");

        var state = await mesos.GetJsonAsync("/state");
        Assert.Empty(state.GetProperty("frameworks").EnumerateArray());
        Assert.Equal("sample", Assert.Single(state.GetProperty("completed_frameworks").EnumerateArray()).GetProperty("name").GetString());
        var outputs = Directory.EnumerateFiles(mesos.WorkDirectory, "stdout", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/latest/", StringComparison.Ordinal)).Select(File.ReadAllText).Order();
        Assert.Collection(
            outputs,
            output => Assert.StartsWith("Hello from task 1", output),
            output => Assert.StartsWith("Hello from task 2", output));
    }
}
