using MesosOperator.EndToEnd.Tests.Support;

namespace MesosOperator.EndToEnd.Tests.Clients;

/// <summary>A framework on a client library that nobody here wrote.</summary>
public sealed class NpmClientTests
{
    private const int Tasks = 50;
    private const string Resources = "cpus:8;mem:8192;disk:1024;ports:[31000-31999]";

    [Fact]
    public async Task Runs_fifty_tasks_to_their_end()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", Resources);
        using var folder = new TemporaryFolder();
        await using var framework = NpmFramework.Start(mesos.Api, folder["memory.json"], Tasks, $"echo $HOST >> {folder["ran"]}");

        Assert.Equal(0, await framework.Program.ExitAsync());

        Assert.Equal(Tasks, framework.TasksIn("TASK_FINISHED").Count());
        Assert.Empty(framework.Problems);
        Assert.Equal(Tasks, (await File.ReadAllLinesAsync(folder["ran"], TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Loses_no_task_when_it_is_killed_and_started_again()
    {
        await using var mesos = await OperatorProcess.StartAsync("--resources", Resources);
        using var folder = new TemporaryFolder();
        var command = $"sleep 1; echo $MESOS_TASK_ID >> {folder["ran"]}";
        var killed = NpmFramework.Start(mesos.Api, folder["memory.json"], Tasks, command);
        string frameworkId;
        await using (killed)
        {
            await killed.Program.UntilAsync(() => killed.TasksIn("TASK_FINISHED").Count() >= Tasks / 5, "a fifth has finished");
            frameworkId = await killed.FrameworkIdAsync();
            killed.Program.Send(Signal.Kill);
            await killed.Program.ExitAsync();
        }

        await using var resumed = NpmFramework.Start(mesos.Api, folder["memory.json"], Tasks, command);
        Assert.Equal(0, await resumed.Program.ExitAsync());

        Assert.Equal(frameworkId, await resumed.FrameworkIdAsync());
        var before = killed.TasksIn("TASK_FINISHED").ToArray();
        var after = resumed.TasksIn("TASK_FINISHED").ToArray();
        Assert.NotEmpty(after);
        Assert.Equal(Tasks, before.Union(after).Count());

        // A launch may have died with the client, before it left; then the task is lost and launched anew. An end may have
        // been acknowledged and not been written down; then the client asks for a task that nobody knows any more.
        var lost = killed.TaskIdsIn("TASK_LOST").Concat(resumed.TaskIdsIn("TASK_LOST")).ToArray();
        var forgotten = lost.Intersect(killed.TaskIdsIn("TASK_FINISHED")).ToArray();
        var ran = await File.ReadAllLinesAsync(folder["ran"], TestContext.Current.CancellationToken);
        Assert.Empty(lost.Except(forgotten).Intersect(ran));
        Assert.InRange(ran.Length, Tasks, Tasks + forgotten.Length);
        Assert.Equal(Tasks, ran.Select(taskId => taskId.Split('.')[^2]).Distinct().Count());
    }
}
