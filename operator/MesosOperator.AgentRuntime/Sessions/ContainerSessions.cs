using System.Globalization;
using MesosOperator.AgentRuntime.Containers;
using MesosOperator.AgentRuntime.Containers.Daemon;
using MesosOperator.AgentRuntime.Containers.Images;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.Extensions.Logging;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Sessions;

/// <summary>Starts programs beside tasks that have an image, by containerd, and sees to their ends.</summary>
internal sealed class ContainerSessions(string workDirectory, ContainerPrograms programs, ILogger log)
{
    private long _count;

    /// <summary>The session, or why there is none.</summary>
    public async Task<(Session? Session, string? Problem)> StartAsync(SessionOrder order)
    {
        var (request, problem) = RequestFor(order);
        if (request is null)
            return (null, problem);
        var pipes = new NamedPipes(Path.Combine(new ContainerFiles(workDirectory, request.Container).Programs, request.Name));
        try
        {
            return (order.IsWatched || order.Screen is not null ? await StartAsync(order.Id, request, pipes) : await AppendAsync(order, request), null);
        }
        catch (DaemonException fault)
        {
            pipes.Remove();
            return (null, $"The program cannot be started: {RuntimeMessage.Plain(fault.Message)}");
        }
    }

    private async Task<Session> StartAsync(string id, ProgramRequest request, NamedPipes pipes)
    {
        var streams = request.Screen is null ? pipes.Open() : pipes.OpenTerminal();
        try
        {
            await programs.StartAsync(request with { Input = pipes.Input, Output = pipes.Output, Errors = streams.IsTerminal ? "" : pipes.Errors });
        }
        catch (DaemonException)
        {
            streams.Dispose();
            throw;
        }

        return Begin(new Session(id, streams), request, pipes);
    }

    /// <summary>The runtime opens what this agent has opened, whatever its name stands for by now.</summary>
    private async Task<Session> AppendAsync(SessionOrder order, ProgramRequest request)
    {
        using var output = ToAppend(order, SandboxPaths.StandardOutput);
        using var errors = ToAppend(order, SandboxPaths.StandardError);
        await programs.StartAsync(request with { Output = Own(output), Errors = Own(errors) });
        return Begin(new Session(order.Id, ProgramStreams.None), request, null);
    }

    private Session Begin(Session session, ProgramRequest request, NamedPipes? pipes)
    {
        var heard = session.Begin(new ContainerProgram(programs, request.Container, request.Name, log));
        _ = FollowAsync(session, request, heard, pipes);
        return session;
    }

    /// <summary>What it says last is heard before the runtime forgets it.</summary>
    private async Task FollowAsync(Session session, ProgramRequest request, Task heard, NamedPipes? pipes)
    {
        var status = await programs.EndAsync(request.Container, request.Name);
        session.End(status);
        await heard;
        await (status is null ? programs.KillAsync(request.Container, request.Name) : programs.ForgetAsync(request.Container, request.Name));
        try
        {
            pipes?.Remove();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            SessionLog.NotRemoved(log, request.Name, request.Container, fault.Message);
        }
    }

    private (ProgramRequest? Request, string? Problem) RequestFor(SessionOrder order)
    {
        var launch = order.Beside.Launch;
        var draft = new TaskDraft(launch);
        if (EnvironmentHook.Add(draft, order.Command) is { } wrong)
            return (null, wrong);
        var (arguments, problem) = ContainerCommand.Of(order.Command, new ImageConfig(), ContainerInfo.Types.Type.Mesos);
        if (problem is not null)
            return (null, problem);
        var size = order.Screen?.WindowSize;
        return (new ProgramRequest(launch.ContainerId, NextName(), arguments, draft.Environment)
        {
            Screen = order.Screen is null ? null : (size?.Rows ?? 0, size?.Columns ?? 0),
        }, null);
    }

    /// <summary>Ids are longer than the runtime takes, and may be used again before it has forgotten whose they were.</summary>
    private string NextName() =>
        string.Create(CultureInfo.InvariantCulture, $"session-{System.Environment.ProcessId}-{Interlocked.Increment(ref _count)}");

    private static Descriptor ToAppend(SessionOrder order, string name) =>
        Descriptor.ToAppendThere(Path.Combine(order.Beside.Launch.Sandbox, name)) ?? Descriptor.Nothing();

    private static string Own(Descriptor file) => string.Create(CultureInfo.InvariantCulture, $"/proc/{System.Environment.ProcessId}/fd/{file.Number}");
}
