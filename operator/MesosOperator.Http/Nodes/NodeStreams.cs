using MesosOperator.Core.Identity;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.RecordIO;
using MesosOperator.Protocol.Text;
using MesosOperator.Protocol.Validation;
using MesosOperator.Runtime.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.Http.Nodes;

/// <summary>Streams of records to and from programs beside tasks of nodes. What a slow caller does not take waits in the cluster.</summary>
internal sealed class NodeStreams(INodeWindow window, NodePrograms programs, TimeProvider time)
{
    /// <summary>A record of what is typed; a screenful is some kilobytes.</summary>
    private const int LargestRecord = 1 << 20;

    private const int PieceBytes = 16 * 1024;

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program as long as its caller listens, and tells him what it says.</summary>
    public async Task LaunchAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, Call.Types.LaunchNestedContainerSession order)
    {
        var (task, command, problem) = Read(order, tasks);
        if (FormatOf(context.Request) is not { } format)
            await TextAnswer.WriteAsync(context, StatusCodes.Status406NotAcceptable, StreamFormat.NotAcceptable);
        else if (problem is not null)
            await NodeAnswer.BadAsync(context, problem);
        else
            await LaunchAsync(context, agent, ContainerIds.FromWire(order.ContainerId)!, format, await window.RunAsync(agent, task!, command!, context.RequestAborted), order.Container?.TtyInfo?.WindowSize);
    }

    private async Task LaunchAsync(HttpContext context, AgentId agent, string id, StreamFormat format, INodeProgram running, TTYInfo.Types.WindowSize? size)
    {
        await using var program = running;
        if (!programs.TryAdd(agent, id, program))
        {
            await NodeAnswer.BadAsync(context, $"Container {id} exists already");
            return;
        }

        try
        {
            if (size is not null)
                await program.ResizeAsync(size.Rows, size.Columns, context.RequestAborted);
            await WriteAsync(context, format, program.ReadAsync);
        }
        finally
        {
            programs.End(agent, id);
        }
    }

    /// <summary>Tells what a task says from now on.</summary>
    public async Task AttachOutputAsync(HttpContext context, AgentId agent, IReadOnlyList<NodeTask> tasks, ContainerID id)
    {
        var name = ContainerIds.FromWire(id);
        if (FormatOf(context.Request) is not { } format)
            await TextAnswer.WriteAsync(context, StatusCodes.Status406NotAcceptable, StreamFormat.NotAcceptable);
        else if (name is not null && programs.FindAny(agent, name) is not null)
            await NodeAnswer.BadAsync(context, "Who has launched it is attached to its output");
        else if (tasks.FirstOrDefault(task => task.ContainerId == name) is not { } task)
            await NotFoundAsync(context, id);
        else
        {
            await using var log = await window.OpenLogAsync(agent, task, new(NodeLogExtent.FromNow), context.RequestAborted);
            await WriteAsync(context, format, async (buffer, stop) => await log.ReadAsync(buffer, stop) is > 0 and var read ? new NodeOutput(read, NodeStream.Output) : null);
        }
    }

    /// <summary>Passes on what is typed. The end of the request is not the end of the input: that is said by an empty piece.</summary>
    public async Task AttachInputAsync(HttpContext context, AgentId agent)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        if (MessageCodec.ForContentType(context.Request.Headers[MediaTypes.MessageContentType].ToString()) is not { } codec)
        {
            await TextAnswer.WriteAsync(
                context, StatusCodes.Status415UnsupportedMediaType, $"Expecting '{MediaTypes.MessageContentType}' of {MediaTypes.Json} or {MediaTypes.Protobuf}");
            return;
        }

        try
        {
            if (await TakeAsync(context, agent, codec) is { } problem)
                await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        }
        catch (Exception bad) when (bad is MessageFormatException or RecordFormatException)
        {
            await NodeAnswer.BadAsync(context, bad.Message);
        }
    }

    private async Task<(int Status, string Text)?> TakeAsync(HttpContext context, AgentId agent, MessageCodec codec)
    {
        INodeProgram? program = null;
        await foreach (var record in new RecordReader(LargestRecord).ReadAllAsync(context.Request.Body, context.RequestAborted))
        {
            var call = codec.Parse<Call>(record);
            if (call.Type != Call.Types.Type.AttachContainerInput)
                return Bad("Expecting calls of type ATTACH_CONTAINER_INPUT only");
            if (AgentCallValidator.Validate(call) is { } invalid)
                return Bad(invalid);
            var input = call.AttachContainerInput;
            if (program is not null)
            {
                if (await PassOnAsync(program, input.ProcessIo, context.RequestAborted) is { } problem)
                    return problem;
            }
            else if (input.Type != Call.Types.AttachContainerInput.Types.Type.ContainerId || input.ContainerId is not { } id)
                return Bad("Expecting 'attach_container_input.container_id' to be present");
            else if (ContainerIds.FromWire(id) is not { } name || (program = programs.Find(agent, name)) is null)
                return (StatusCodes.Status404NotFound, $"Container {ContainerIds.FromWire(id)} cannot be found; the input of tasks themselves is closed");
        }

        return program is null ? Bad("Expecting a stream of records that begins with a container id") : null;
    }

    private static async Task<(int, string)?> PassOnAsync(INodeProgram program, ProcessIO? said, CancellationToken stop)
    {
        if (said is { Type: ProcessIO.Types.Type.Data, Data: { Type: ProcessIO.Types.Data.Types.Type.Stdin } data })
        {
            if (data.Data_.IsEmpty)
                return await program.CloseInputAsync(stop) ? null
                    : (StatusCodes.Status501NotImplemented, "The API server of the cluster is older than 1.30 and cannot tell a program that its input has ended");
            return await program.WriteAsync(data.Data_.Memory, stop) || program.Ended.IsCompleted ? null : Bad("It takes no input any more");
        }

        if (said is { Type: ProcessIO.Types.Type.Control, Control: { Type: ProcessIO.Types.Control.Types.Type.TtyInfo, TtyInfo.WindowSize: { } size } })
            await program.ResizeAsync(size.Rows, size.Columns, stop);
        return null; // heartbeats, and what nobody knows
    }

    /// <summary>One piece at a time: the next is read when the caller has taken the one before.</summary>
    private async Task WriteAsync(HttpContext context, StreamFormat format, Func<Memory<byte>, CancellationToken, ValueTask<NodeOutput?>> read)
    {
        var (records, buffer, stop) = (new MessageRecords(format.Codec), new byte[PieceBytes], context.RequestAborted);
        context.Response.ContentType = format.ContentType;
        if (format.IsRecords)
            context.Response.Headers[MediaTypes.MessageContentType] = format.Codec.MediaType;
        await context.Response.Body.FlushAsync(stop); // that it has begun is told before it says anything
        var next = read(buffer, stop).AsTask();
        while (true)
        {
            ProcessIO message;
            try
            {
                if (await next.WaitAsync(Heartbeat, time, stop) is not { } piece)
                    return;
                message = piece.Stream == NodeStream.Errors ? ProcessPieces.Errors(buffer.AsMemory(0, piece.Length)) : ProcessPieces.Output(buffer.AsMemory(0, piece.Length));
            }
            catch (TimeoutException)
            {
                message = ProcessPieces.Heartbeat(Heartbeat);
            }

            await context.Response.Body.WriteAsync(records.Encode(message), stop);
            await context.Response.Body.FlushAsync(stop);
            if (next.IsCompleted && message.Type == ProcessIO.Types.Type.Data)
                next = read(buffer, stop).AsTask();
        }
    }

    private static (NodeTask? Task, NodeCommand? Command, string? Problem) Read(Call.Types.LaunchNestedContainerSession order, IReadOnlyList<NodeTask> tasks)
    {
        if (ContainerIds.FromWire(order.ContainerId) is null || order.ContainerId.Parent is not { } parent)
            return (null, null, "The container id makes no sense: it names its own value and, as its parent, the container of a task");
        if (tasks.FirstOrDefault(task => task.ContainerId == ContainerIds.FromWire(parent)) is not { } beside)
            return (null, null, $"Container {ContainerIds.FromWire(parent)} cannot be found");
        if (order.Command is not { } command)
            return (null, null, "Expecting 'command' to be present");
        if (command.Environment?.Variables.Count > 0 || command.Uris.Count > 0 || command.HasUser)
            return (null, null, "A program in a Pod has the environment, the files and the user of its container; it cannot have others");
        if (!command.HasValue || command.Value.Length == 0)
            return (null, null, "Expecting 'command.value' to be present");
        var terminal = order.Container?.TtyInfo is null ? NodeTerminal.None : NodeTerminal.Wanted;
        return (beside, new(command.Shell ? ["/bin/sh", "-c", command.Value] : [command.Value, .. command.Arguments.Skip(1)], terminal), null);
    }

    private static StreamFormat? FormatOf(HttpRequest request) =>
        StreamFormat.Choose(request.Headers.Accept.ToString(), request.Headers[MediaTypes.MessageAccept].ToString());

    private static Task NotFoundAsync(HttpContext context, ContainerID id) =>
        TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, $"Container {ContainerIds.FromWire(id)} cannot be found");

    private static (int, string) Bad(string text) => (StatusCodes.Status400BadRequest, text);
}
