using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tests.Support;

namespace MesosOperator.AgentRuntime.Tests.Processes;

public sealed class OrphanGuardTests
{
    [Fact]
    public async Task Kills_marked_processes_even_where_they_left_their_group_and_spares_the_rest()
    {
        using var folder = new TemporaryFolder();
        await using var processes = new ChildProcesses();
        await using var guard = OrphanGuard.Start(processes, "guard-test");
        var marked = $"{OrphanGuard.MarkVariable}=guard-test";
        var (spared, _) = processes.Start(Request(folder, "exec sleep 1002", "OTHER=1"));
        var (pid, _) = processes.Start(Request(folder, "setsid sleep 1000 & exec sleep 1001", marked));
        await Eventually.TrueAsync(() => LiveProcesses.WithEnvironment(marked).Length == 2, "both sleep");

        await guard.DisposeAsync();

        Assert.Empty(LiveProcesses.WithEnvironment(marked));
        Assert.True(LiveProcesses.Exists(spared));
        Assert.False(LiveProcesses.Exists(guard.Pid));
        processes.Signal(spared, LibC.SignalKill);
        foreach (var child in new[] { spared, pid })
            processes.Watch(child, _ => ValueTask.CompletedTask);
    }

    private static ProcessRequest Request(TemporaryFolder folder, string script, string variable) => new()
    {
        Executable = "/bin/sh",
        Arguments = ["sh", "-c", script],
        Environment = [$"PATH={DefaultPath.Value}", variable],
        WorkingDirectory = folder.Path,
        StandardOutputFile = "/dev/null",
        StandardErrorFile = "/dev/null",
    };
}
