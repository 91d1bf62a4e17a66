using System.Buffers;
using MesosOperator.AgentRuntime.Access;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Files;
using MesosOperator.AgentRuntime.Seeing;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Agent;
using MesosOperator.Protocol.Validation;
using Microsoft.AspNetCore.Http;
using Type = MesosOperator.Protocol.Mesos.V1.Agent.Call.Types.Type;

namespace MesosOperator.AgentRuntime.Operators;

/// <summary>The operator API of an agent (mesos-wire 7.8): one endpoint for reads, files, and programs beside tasks.</summary>
internal sealed class AgentApi(AgentReads reads, SessionCalls sessions, SessionStreams streams, LoggingCalls logging, SandboxFiles files, AgentWindow window)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
            await PlainAnswer.WrongMethodAsync(context, HttpMethods.Post);
        else if (context.Request.ContentType == MediaTypes.RecordIO)
            await (CallerRights.Refuse(context, AgentRights.Exec) is { } refusal ? refusal.WriteAsync(context) : streams.AttachInputAsync(context));
        else
            await HandleCallAsync(context);
    }

    private async Task HandleCallAsync(HttpContext context)
    {
        var (call, problem) = await CallReader.ReadAsync<Call>(context.Request);
        problem ??= Problem(call!) ?? CallerRights.Refuse(context, NeededFor(call!.Type));
        if (problem is not null)
            await problem.WriteAsync(context);
        else if (call!.Type == Type.LaunchNestedContainerSession)
            await streams.LaunchAsync(context, call.LaunchNestedContainerSession);
        else if (call.Type == Type.AttachContainerOutput)
            await streams.AttachOutputAsync(context, call.AttachContainerOutput.ContainerId);
        else if (AcceptHeader.Choose(context.Request.Headers.Accept) is not { } codec)
            await CallReader.NotAcceptable.WriteAsync(context);
        else
            await AnswerAsync(context, call, codec);
    }

    private static PlainAnswer? Problem(Call call) =>
        AgentCallValidator.Validate(call) is { } invalid ? new(StatusCodes.Status400BadRequest, invalid)
        : call.Type == Type.AttachContainerInput ? new(StatusCodes.Status415UnsupportedMediaType, $"Expecting 'Content-Type' of {MediaTypes.RecordIO}")
        : null;

    private static AgentRights NeededFor(Type type) => type switch
    {
        Type.GetHealth or Type.GetVersion => AgentRights.None,
        Type.ListFiles or Type.ReadFile => AgentRights.Files,
        Type.LaunchNestedContainerSession or Type.AttachContainerInput or Type.AttachContainerOutput => AgentRights.Exec,
        _ when SessionCalls.Has(type) => AgentRights.Exec,
        Type.SetLoggingLevel => AgentRights.All,
        _ => AgentRights.State,
    };

    private async Task AnswerAsync(HttpContext context, Call call, MessageCodec codec)
    {
        var agent = await window.LookAsync(context.RequestAborted);
        (PlainAnswer? Plain, Response? Message) answer = SessionCalls.Has(call.Type) ? await sessions.AnswerAsync(call, context.RequestAborted)
            : call.Type == Type.SetLoggingLevel ? (logging.Set(call.SetLoggingLevel), null)
            : call.Type == Type.ListFiles ? List(call.ListFiles, RunsInView.Of(agent, files.WorkDirectory))
            : call.Type == Type.ReadFile ? Read(call.ReadFile, RunsInView.Of(agent, files.WorkDirectory))
            : (null, reads.Answer(call, agent));
        if (answer.Message is { } message)
            await WriteAsync(context, codec, message);
        else
            await (answer.Plain ?? new(StatusCodes.Status501NotImplemented, $"{AgentCallValidator.WireName(call.Type)} is not served")).WriteAsync(context);
    }

    private (PlainAnswer?, Response?) List(Call.Types.ListFiles wanted, KnownRuns known)
    {
        var problem = files.TryOpenFolder(wanted.Path, known, out var folder);
        using (folder)
            return problem != FileProblem.None ? (FileEndpoints.Refuse(problem, "is no folder"), null)
                : (null, AgentReads.ListFiles(FileListing.Of(folder!, wanted.Path)));
    }

    private (PlainAnswer?, Response?) Read(Call.Types.ReadFile wanted, KnownRuns known)
    {
        var problem = files.TryOpenFile(wanted.Path, known, out var file, out var facts);
        using (file)
        {
            if (problem != FileProblem.None)
                return (FileEndpoints.Refuse(problem, "is a folder"), null);
            var data = wanted.Offset >= (ulong)facts.Size ? default
                : FilePage.Read(file!, (long)wanted.Offset, wanted.HasLength ? (long)Math.Min(wanted.Length, (ulong)FilePage.LargestBytes) : null);
            return (null, AgentReads.ReadFile(facts, data));
        }
    }

    private static async Task WriteAsync(HttpContext context, MessageCodec codec, Response message)
    {
        var body = new ArrayBufferWriter<byte>();
        codec.Write(message, body);
        context.Response.ContentType = codec.MediaType;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
