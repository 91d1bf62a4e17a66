using System.Runtime.InteropServices;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Launching;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>Starts programs beside tasks: in their namespaces and control groups, as their users, in their sandboxes.</summary>
internal sealed class SessionStarter(string workDirectory, TaskJoiner joiner, ILauncher launcher, IProcessWatch watch, ContainerSessions containers)
{
    /// <summary>The session, or why there is none.</summary>
    public Task<(Session? Session, string? Problem)> StartAsync(SessionOrder order) =>
        order.Beside.Pid is not { } pid ? Task.FromResult<(Session?, string?)>((null, $"Container {order.Beside.Launch.ContainerId} has no process"))
        : ContainerRunner.Takes(order.Beside.Launch) ? containers.StartAsync(order)
        : Task.Run(() => Start(order, pid));

    /// <summary>Blocks for some milliseconds.</summary>
    private (Session? Session, string? Problem) Start(SessionOrder order, int pid)
    {
        var launch = order.Beside.Launch;
        using var task = JoinedTask.Find(MetaPaths.OfTask(workDirectory, launch.ContainerId), pid);
        if (task is null)
            return (null, $"Container {launch.ContainerId} has ended");
        using var nothing = Descriptor.Nothing();
        var (draft, obstacle) = joiner.Plan(launch, task, order.Command, nothing);
        if (draft is null)
            return (null, obstacle);
        var ends = new List<Descriptor>();
        try
        {
            var streams = order.Screen is not null ? OpenTerminal(ref draft, order, ends)
                : order.IsWatched ? OpenPipes(ref draft, ends)
                : Append(ref draft, launch.Sandbox, ends);
            return Join(order.Id, draft, streams);
        }
        finally
        {
            ends.ForEach(end => end.Dispose()); // the program alone holds them now
        }
    }

    private (Session?, string?) Join(string id, JoinPlan plan, ProgramStreams streams)
    {
        var session = new Session(id, streams);
        var (pid, problem) = launcher.Join(plan);
        if (pid > 0)
            watch.WatchStarted(pid, status =>
            {
                session.End(status);
                return ValueTask.CompletedTask;
            });
        if (problem is null)
        {
            _ = session.Begin(new SupervisedProgram(pid, watch, streams));
            return (session, null);
        }

        streams.Dispose();
        return (null, problem);
    }

    private static ProgramStreams OpenTerminal(ref JoinPlan plan, SessionOrder order, List<Descriptor> ends)
    {
        var (people, program) = Terminal.Open(plan.User);
        ends.Add(program);
        if (order.Screen!.WindowSize is { } size)
            Terminal.Resize(people, size.Rows, size.Columns);
        plan = plan with { StandardInput = program, StandardOutput = program, StandardError = program, HasTerminal = true };
        if (!plan.Environment.Any(variable => variable.StartsWith("TERM=", StringComparison.Ordinal)))
            plan = plan with { Environment = [.. plan.Environment, "TERM=xterm"] };
        return new ProgramStreams(people, people, null, IsTerminal: true);
    }

    private static ProgramStreams OpenPipes(ref JoinPlan plan, List<Descriptor> ends)
    {
        var (input, told) = Descriptor.Pipe();
        ends.Add(input);
        var (said, output) = Descriptor.Pipe();
        ends.Add(output);
        var (complained, errors) = Descriptor.Pipe();
        ends.Add(errors);
        foreach (var own in (Descriptor[])[told, said, complained])
            _ = LibC.Control(own.Number, LibC.SetFileFlags, LibC.OpenNonBlocking);
        plan = plan with { StandardInput = input, StandardOutput = output, StandardError = errors };
        return new ProgramStreams(told, said, complained, IsTerminal: false);
    }

    private static ProgramStreams Append(ref JoinPlan plan, string sandbox, List<Descriptor> ends)
    {
        var output = Descriptor.ToAppendThere(Path.Combine(sandbox, SandboxPaths.StandardOutput)) ?? Descriptor.Nothing();
        ends.Add(output);
        var errors = Descriptor.ToAppendThere(Path.Combine(sandbox, SandboxPaths.StandardError)) ?? Descriptor.Nothing();
        ends.Add(errors);
        plan = plan with { StandardOutput = output, StandardError = errors };
        return ProgramStreams.None;
    }
}
