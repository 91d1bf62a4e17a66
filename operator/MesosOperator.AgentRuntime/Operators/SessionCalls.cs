#pragma warning disable CS0612 // Older clients still use the names for nested containers.
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.AgentRuntime.Sessions;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Text;
using Microsoft.AspNetCore.Http;
using Task = System.Threading.Tasks.Task;
using Type = MesosOperator.Protocol.Mesos.V1.Agent.Call.Types.Type;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>Calls about programs beside tasks: launch, wait, kill, remove. Both spellings of Mesos are understood.</summary>
internal sealed class SessionCalls(SessionTable sessions, AgentWindow window)
{
    public static bool Has(Type type) => type is
        Type.LaunchContainer or Type.WaitContainer or Type.KillContainer or Type.RemoveContainer
        or Type.LaunchNestedContainer or Type.WaitNestedContainer or Type.KillNestedContainer or Type.RemoveNestedContainer;

    /// <summary>What there is to say; a message where the call asks for one.</summary>
    public async Task<(PlainAnswer? Plain, Response? Message)> AnswerAsync(Call call, CancellationToken stop) => call.Type switch
    {
        Type.LaunchContainer => (await LaunchAsync(call.LaunchContainer.ContainerId, call.LaunchContainer.Command, call.LaunchContainer.Container, stop), null),
        Type.LaunchNestedContainer => (
            await LaunchAsync(call.LaunchNestedContainer.ContainerId, call.LaunchNestedContainer.Command, call.LaunchNestedContainer.Container, stop), null),
        Type.WaitContainer => await WaitAsync(call.WaitContainer.ContainerId, status => new()
        {
            Type = Response.Types.Type.WaitContainer,
            WaitContainer = status is null ? new() : new() { ExitStatus = status.Value },
        }, stop),
        Type.WaitNestedContainer => await WaitAsync(call.WaitNestedContainer.ContainerId, status => new()
        {
            Type = Response.Types.Type.WaitNestedContainer,
            WaitNestedContainer = status is null ? new() : new() { ExitStatus = status.Value },
        }, stop),
        Type.KillContainer => (Kill(call.KillContainer.ContainerId, call.KillContainer.HasSignal ? call.KillContainer.Signal : LibC.SignalKill), null),
        Type.KillNestedContainer => (
            Kill(call.KillNestedContainer.ContainerId, call.KillNestedContainer.HasSignal ? call.KillNestedContainer.Signal : LibC.SignalKill), null),
        Type.RemoveContainer => (Remove(call.RemoveContainer.ContainerId), null),
        _ => (Remove(call.RemoveNestedContainer.ContainerId), null),
    };

    /// <summary>Starts a program beside a task that somebody looks on at; what is wrong with that, or the session.</summary>
    public Task<(Session? Session, PlainAnswer? Problem)> StartWatchedAsync(ContainerID id, CommandInfo? command, ContainerInfo? container, CancellationToken stop) =>
        StartAsync(id, command, container, isWatched: true, stop);

    private async Task<(Session? Session, PlainAnswer? Problem)> StartAsync(
        ContainerID id, CommandInfo? command, ContainerInfo? container, bool isWatched, CancellationToken stop)
    {
        if (ContainerIds.FromWire(id) is not { } name)
            return (null, Bad("The container id makes no sense"));
        if (id.Parent is null)
            return (null, new(StatusCodes.Status501NotImplemented, "This agent runs no containers but those of tasks, and programs within those"));
        if (command is null)
            return (null, Bad("Expecting 'command' to be present"));
        var parent = ContainerIds.FromWire(id.Parent);
        if ((await window.LookAsync(stop)).Find(parent!) is not { } beside)
            return (null, Bad($"Container {parent} cannot be found"));
        var (session, problem) = await sessions.StartAsync(new SessionOrder(name, beside, command, container?.TtyInfo, isWatched));
        return session is not null ? (session, null)
            : problem is null ? (null, new(StatusCodes.Status202Accepted, ""))
            : (null, Bad(problem));
    }

    /// <summary>A program that runs beside a task, or has run.</summary>
    public Session? Find(ContainerID id) => ContainerIds.FromWire(id) is { } name ? sessions.Find(name) : null;

    /// <summary>A task, or executor, that runs.</summary>
    public async Task<RunPicture?> FindRunAsync(ContainerID id, CancellationToken stop) =>
        ContainerIds.FromWire(id) is { } name ? (await window.LookAsync(stop)).Find(name) : null;

    private async Task<PlainAnswer> LaunchAsync(ContainerID id, CommandInfo? command, ContainerInfo? container, CancellationToken stop) =>
        (await StartAsync(id, command, container, isWatched: false, stop)).Problem ?? PlainAnswer.Fine;

    private async Task<(PlainAnswer?, Response?)> WaitAsync(ContainerID id, Func<int?, Response> answer, CancellationToken stop) => Find(id) is { } session
        ? (null, answer((await session.Ended.WaitAsync(stop))?.WaitStatus))
        : (NotFound(id), null);

    private PlainAnswer Kill(ContainerID id, int signal)
    {
        if (signal is < 1 or > 64)
            return Bad($"There is no signal {signal}");
        if (Find(id) is not { } session)
            return NotFound(id);
        session.Signal(signal);
        return PlainAnswer.Fine;
    }

    private PlainAnswer Remove(ContainerID id) => Find(id) is not { } session ? NotFound(id)
        : sessions.TryRemove(session) ? PlainAnswer.Fine
        : new(StatusCodes.Status500InternalServerError, $"Container {session.Id} has not ended yet");

    private static PlainAnswer NotFound(ContainerID id) => new(StatusCodes.Status404NotFound, $"Container {ContainerIds.FromWire(id)} cannot be found");

    private static PlainAnswer Bad(string text) => new(StatusCodes.Status400BadRequest, text);
}
