#pragma warning disable CS0612 // Older clients still use the names for nested containers.
using System.Buffers;
using MesosOperator.Core.Identity;
using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Reading.State;
using MesosOperator.Http.Requests;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Text;
using MesosOperator.Protocol.Validation;
using MesosOperator.Runtime.Nodes;
using Microsoft.AspNetCore.Http;
using Task = System.Threading.Tasks.Task;
using Type = MesosOperator.Protocol.Mesos.V1.Agent.Call.Types.Type;

namespace MesosOperator.Http.Nodes;

/// <summary>The operator API of agents (mesos-wire 7.8) as far as a cluster can answer for a node: who is there, logs, and programs beside tasks.</summary>
internal sealed class NodeApi(CallReader reader, NodeLogs logs, NodeStreams streams, NodePrograms programs)
{
    private const int WaitStatusShift = 8; // As wait(2) tells an exit status.

    public async Task HandleAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, AgentRights rights)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            await TextAnswer.WrongMethodAsync(context, HttpMethods.Post);
        else if (context.Request.ContentType == MediaTypes.RecordIO)
            await (rights.HasFlag(AgentRights.Exec) ? streams.AttachInputAsync(context, agent) : ForbiddenAsync(context, AgentRights.Exec));
        else
            await HandleCallAsync(context, agent, tasks, rights);
    }

    private async Task HandleCallAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, AgentRights rights)
    {
        var (call, problem) = await reader.ReadAsync<Call>(context.Request);
        if (problem is not null)
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        else if (AgentCallValidator.Validate(call!) is { } invalid)
            await NodeAnswer.BadAsync(context, invalid);
        else if (call!.Type == Type.AttachContainerInput)
            await TextAnswer.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, $"Expecting 'Content-Type' of {MediaTypes.RecordIO}");
        else if (NeededFor(call.Type) is var needed && !rights.HasFlag(needed))
            await ForbiddenAsync(context, needed);
        else if (call.Type == Type.LaunchNestedContainerSession)
            await streams.LaunchAsync(context, agent, tasks, call.LaunchNestedContainerSession);
        else if (call.Type == Type.AttachContainerOutput)
            await streams.AttachOutputAsync(context, agent, tasks, call.AttachContainerOutput.ContainerId);
        else if (AcceptHeader.Choose(context.Request.Headers.Accept) is not { } codec)
            await TextAnswer.WriteAsync(context, CallReader.NotAcceptable.Status, CallReader.NotAcceptable.Text);
        else
            await AnswerAsync(context, agent, tasks, call, codec);
    }

    private static AgentRights NeededFor(Type type) => type switch
    {
        Type.GetHealth or Type.GetVersion => AgentRights.None,
        Type.ListFiles or Type.ReadFile => AgentRights.Files,
        Type.LaunchNestedContainerSession or Type.AttachContainerInput or Type.AttachContainerOutput or Type.WaitContainer or Type.WaitNestedContainer => AgentRights.Exec,
        _ => AgentRights.State,
    };

    private async Task AnswerAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, Call call, MessageCodec codec)
    {
        switch (call.Type)
        {
            case Type.GetHealth:
                await WriteAsync(context, codec, new() { Type = Response.Types.Type.GetHealth, GetHealth = new() { Healthy = true } });
                break;
            case Type.GetVersion:
                await WriteAsync(context, codec, new() { Type = Response.Types.Type.GetVersion, GetVersion = new() { VersionInfo = VersionJson.Info() } });
                break;
            case Type.GetContainers:
                await WriteAsync(context, codec, Containers(tasks, call.GetContainers?.ShowNested == true));
                break;
            case Type.ReadFile:
                await ReadFileAsync(context, agent, tasks, call.ReadFile, codec);
                break;
            case Type.WaitContainer or Type.WaitNestedContainer:
                await WaitAsync(context, agent, call, codec);
                break;
            default:
                await NodeAnswer.NotServedAsync(context, $"{AgentCallValidator.WireName(call.Type)} is not served for nodes of clusters");
                break;
        }
    }

    /// <summary>As of a host, not even an empty list where there are none.</summary>
    private static Response Containers(IReadOnlyList<NodeTask> tasks, bool withNested)
    {
        var containers = tasks.DistinctBy(task => task.Run).Select(task => (task, Id: task.Run))
            .Concat(withNested ? tasks.Where(task => task.IsOfGroup).Select(task => (task, Id: task.ContainerId)) : [])
            .Select(pair => new Response.Types.GetContainers.Types.Container
            {
                FrameworkId = new FrameworkID { Value = pair.task.FrameworkId.Value },
                ExecutorId = new ExecutorID { Value = pair.task.ExecutorId.Value },
                ExecutorName = "",
                ContainerId = ContainerIds.ToWire(pair.Id),
            }).ToList();
        return new() { Type = Response.Types.Type.GetContainers, GetContainers = containers.Count == 0 ? null : new() { Containers = { containers } } };
    }

    private async Task ReadFileAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, Call.Types.ReadFile wanted, MessageCodec codec)
    {
        var (task, problem) = NodeFiles.Find(wanted.Path, agent, tasks);
        if (task is null)
        {
            await TextAnswer.WriteAsync(context, problem == NodeFiles.OnlyLogs ? StatusCodes.Status404NotFound : StatusCodes.Status400BadRequest, problem!);
            return;
        }

        var size = await logs.SizeAsync(agent, task, context.RequestAborted);
        var data = wanted.Offset >= (ulong)size ? default
            : await logs.ReadAsync(agent, task, (long)wanted.Offset, wanted.HasLength ? (long)Math.Min(wanted.Length, NodeLogs.LargestBytes) : null, context.RequestAborted);
        await WriteAsync(context, codec, new()
        {
            Type = Response.Types.Type.ReadFile,
            ReadFile = new() { Size = (ulong)size, Data = Google.Protobuf.UnsafeByteOperations.UnsafeWrap(data) },
        });
    }

    private async Task WaitAsync(HttpContext context, AgentId agent, Call call, MessageCodec codec)
    {
        var id = call.Type == Type.WaitContainer ? call.WaitContainer.ContainerId : call.WaitNestedContainer.ContainerId;
        if (ContainerIds.FromWire(id) is not { } name || programs.FindAny(agent, name) is not { } program)
        {
            await TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, $"Container {ContainerIds.FromWire(id)} cannot be found");
            return;
        }

        var status = await program.Ended.WaitAsync(context.RequestAborted) << WaitStatusShift;
        await WriteAsync(context, codec, call.Type == Type.WaitContainer
            ? new() { Type = Response.Types.Type.WaitContainer, WaitContainer = status is null ? new() : new() { ExitStatus = status.Value } }
            : new() { Type = Response.Types.Type.WaitNestedContainer, WaitNestedContainer = status is null ? new() : new() { ExitStatus = status.Value } });
    }

    private static Task ForbiddenAsync(HttpContext context, AgentRights needed) =>
        TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, $"This needs the right to {needed}");

    private static async Task WriteAsync(HttpContext context, MessageCodec codec, Response message)
    {
        var body = new ArrayBufferWriter<byte>();
        codec.Write(message, body);
        context.Response.ContentType = codec.MediaType;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
