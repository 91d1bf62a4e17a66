using System.Threading.Channels;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sessions;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.RecordIO;
using MesosOperator.Protocol.Text;
using MesosOperator.Protocol.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>Streams of records to and from programs beside tasks: their output with its heartbeats, and what people type.</summary>
internal sealed class SessionStreams(SessionCalls calls, TaskOutput outputs, TimeProvider time)
{
    /// <summary>A record of what is typed; a screenful is some kilobytes.</summary>
    private const int LargestRecord = 1 << 20;

    private const string ReadsNothing = "Tasks have neither a terminal nor an input: launch a program beside it, which can have both";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(30);

    /// <summary>Runs a program as long as its caller listens, and tells him what it says.</summary>
    public async Task LaunchAsync(HttpContext context, Call.Types.LaunchNestedContainerSession order)
    {
        if (FormatOf(context.Request) is not { } format)
        {
            await NotAcceptable.WriteAsync(context);
            return;
        }

        var (session, problem) = await calls.StartWatchedAsync(order.ContainerId, order.Command, order.Container, context.RequestAborted);
        if (session is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        try
        {
            session.TryWatch();
            await WriteAsync(context, format, session.Output);
        }
        finally
        {
            session.Signal(LibC.SignalKill);
            session.Abandon();
        }
    }

    /// <summary>Tells what a program beside a task says from now on, to one caller at a time; or what a task says, to everybody.</summary>
    public async Task AttachOutputAsync(HttpContext context, ContainerID id)
    {
        if (FormatOf(context.Request) is not { } format)
            await NotAcceptable.WriteAsync(context);
        else if (calls.Find(id) is not { } session)
            await AttachTaskAsync(context, format, id);
        else if (!session.TryWatch())
            await new PlainAnswer(StatusCodes.Status400BadRequest, "Somebody else is attached to its output, or it goes elsewhere").WriteAsync(context);
        else
        {
            try
            {
                await WriteAsync(context, format, session.Output);
            }
            finally
            {
                session.Unwatch();
            }
        }
    }

    private async Task AttachTaskAsync(HttpContext context, StreamFormat format, ContainerID id)
    {
        if (await calls.FindRunAsync(id, context.RequestAborted) is not { } run)
            await NoSuch(id).WriteAsync(context);
        else if (await outputs.FollowAsync(run, context.RequestAborted) is { } output)
            await WriteAsync(context, format, output);
        else
            await Bad("Its output has no files that can be followed").WriteAsync(context);
    }

    /// <summary>Passes on what is typed. The end of the request is not the end of the input: that is said by an empty piece.</summary>
    public async Task AttachInputAsync(HttpContext context)
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize = null;
        var header = context.Request.Headers[MediaTypes.MessageContentType].ToString();
        if (MessageCodec.ForContentType(header) is not { } codec)
        {
            await new PlainAnswer(StatusCodes.Status415UnsupportedMediaType, $"Expecting '{MediaTypes.MessageContentType}' of {MediaTypes.Json} or {MediaTypes.Protobuf}").WriteAsync(context);
            return;
        }

        try
        {
            await (await TakeAsync(context, codec)).WriteAsync(context);
        }
        catch (Exception bad) when (bad is MessageFormatException or RecordFormatException)
        {
            await new PlainAnswer(StatusCodes.Status400BadRequest, bad.Message).WriteAsync(context);
        }
    }

    private async Task<PlainAnswer> TakeAsync(HttpContext context, MessageCodec codec)
    {
        Session? session = null;
        await foreach (var record in new RecordReader(LargestRecord).ReadAllAsync(context.Request.Body, context.RequestAborted))
        {
            var call = codec.Parse<Call>(record);
            if (call.Type != Call.Types.Type.AttachContainerInput)
                return Bad("Expecting calls of type ATTACH_CONTAINER_INPUT only");
            if (AgentCallValidator.Validate(call) is { } invalid)
                return Bad(invalid);
            var input = call.AttachContainerInput;
            if (session is null)
            {
                if (input.Type != Call.Types.AttachContainerInput.Types.Type.ContainerId || input.ContainerId is not { } id)
                    return Bad("Expecting 'attach_container_input.container_id' to be present");
                session = calls.Find(id);
                if (session is null)
                    return await calls.FindRunAsync(id, context.RequestAborted) is null ? NoSuch(id) : Bad(ReadsNothing);
                if (!session.TakesInput)
                    return Bad("It takes no input");
            }
            else if (!await PassOnAsync(session, input.ProcessIo, context.RequestAborted))
                return session.Ended.IsCompleted ? PlainAnswer.Fine : Bad("It takes no input any more");
        }

        return session is null ? Bad("Expecting a stream of records that begins with a container id") : PlainAnswer.Fine;
    }

    private static async Task<bool> PassOnAsync(Session session, ProcessIO? said, CancellationToken stop)
    {
        if (said is { Type: ProcessIO.Types.Type.Data, Data: { Type: ProcessIO.Types.Data.Types.Type.Stdin } data })
            return await session.TellAsync(data.Data_.Memory, stop);
        if (said is { Type: ProcessIO.Types.Type.Control, Control: { Type: ProcessIO.Types.Control.Types.Type.TtyInfo, TtyInfo.WindowSize: { } size } })
            await session.ResizeAsync(size.Rows, size.Columns, stop);
        return true; // heartbeats, and what nobody knows
    }

    private async Task WriteAsync(HttpContext context, StreamFormat answer, ChannelReader<OutputPiece> output)
    {
        var records = new MessageRecords(answer.Codec);
        context.Response.ContentType = answer.ContentType;
        if (answer.IsRecords)
            context.Response.Headers[MediaTypes.MessageContentType] = answer.Codec.MediaType;
        await context.Response.Body.FlushAsync(context.RequestAborted); // that it has begun is told before it says anything
        while (await NextAsync(output, context.RequestAborted) is { } more)
        {
            if (!more)
                await context.Response.Body.WriteAsync(records.Encode(Beat), context.RequestAborted);
            while (output.TryRead(out var piece))
                await context.Response.Body.WriteAsync(records.Encode(Describe(piece)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>True when there is something to tell, false when there was nothing for a while, null when there is nothing any more.</summary>
    private async Task<bool?> NextAsync(ChannelReader<OutputPiece> output, CancellationToken stop)
    {
        try
        {
            return await output.WaitToReadAsync(stop).AsTask().WaitAsync(Heartbeat, time, stop) ? true : null;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static ProcessIO Beat { get; } = ProcessPieces.Heartbeat(Heartbeat);

    private static ProcessIO Describe(OutputPiece piece) =>
        piece.Kind == OutputKind.Errors ? ProcessPieces.Errors(piece.Data) : ProcessPieces.Output(piece.Data);

    private static StreamFormat? FormatOf(HttpRequest request) =>
        StreamFormat.Choose(request.Headers.Accept.ToString(), request.Headers[MediaTypes.MessageAccept].ToString());

    private static PlainAnswer NotAcceptable { get; } = new(StatusCodes.Status406NotAcceptable, StreamFormat.NotAcceptable);

    private static PlainAnswer NoSuch(ContainerID id) =>
        new(StatusCodes.Status404NotFound, $"Container {ContainerIds.FromWire(id)} cannot be found");

    private static PlainAnswer Bad(string text) => new(StatusCodes.Status400BadRequest, text);
}
