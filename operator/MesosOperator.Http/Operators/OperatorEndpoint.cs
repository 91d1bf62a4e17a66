using MesosOperator.Http.Access;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Operators.Events;
using MesosOperator.Http.Requests;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Protocol.Validation;
using MesosOperator.Runtime.Access;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Operators;

/// <summary>The operator API: reads are answered in the encoding that the client takes, changes by their status, SUBSCRIBE with a stream.</summary>
internal sealed class OperatorEndpoint(CallReader reader, AccessDesk desk, OperatorReads reads, OperatorChanges changes, LoggingChanges logging, OperatorSubscription subscriptions)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await TextAnswer.WrongMethodAsync(context, HttpMethods.Post);
            return;
        }

        var (call, problem) = await reader.ReadAsync<Call>(context.Request);
        problem ??= Problem(context.Request, call!);
        if (problem is not null)
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        else if (OperatorCommandFromWire.IsChange(call!.Type))
            await changes.HandleAsync(context, call);
        else if (OperatorReads.IsRead(call.Type) || call.Type == Call.Types.Type.Subscribe)
            await ReadAsync(context, call);
        else if (call.Type == Call.Types.Type.SetLoggingLevel)
            await logging.HandleAsync(context, call.SetLoggingLevel);
        else
            await RefuseAsync(context, call.Type);
    }

    private static CallProblem? Problem(HttpRequest request, Call call) =>
        OperatorCallValidator.Validate(call) is { } invalid ? new(StatusCodes.Status400BadRequest, invalid)
        : AcceptHeader.Choose(request.Headers.Accept) is null ? CallReader.NotAcceptable
        : null;

    private async Task ReadAsync(HttpContext context, Call call)
    {
        var needed = OperatorAccess.Read(call.Type) is { } request ? [request] : Array.Empty<AccessRequest>();
        switch (await desk.AuthorizeAsync(KnownCaller.Of(context), needed, context.RequestAborted))
        {
            case Authorization.Denied denied:
                await TextAnswer.WriteAsync(context, StatusCodes.Status403Forbidden, denied.Reason);
                return;
            case Authorization.Unavailable unavailable:
                await TextAnswer.UnavailableAsync(context, unavailable.Reason);
                return;
        }

        if (call.Type == Call.Types.Type.Subscribe)
            await subscriptions.HandleAsync(context);
        else if (LongAnswers.Has(call.Type))
            await StreamAsync(context, call.Type);
        else if (await reads.AnswerAsync(call, context.RequestAborted) is { } answer)
            await WriteAsync(context, answer);
        else
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
    }

    private async Task StreamAsync(HttpContext context, Call.Types.Type type)
    {
        if (await reads.ViewAsync(context.RequestAborted) is not { } view)
        {
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
            return;
        }

        var codec = AcceptHeader.Choose(context.Request.Headers.Accept)!;
        using var body = new AnswerBody(context, codec.MediaType);
        foreach (var _ in LongAnswers.Write(type, view, codec, body))
            if (body.IsPiece)
                await body.SendAsync();
        await body.CompleteAsync();
    }

    private static async Task WriteAsync(HttpContext context, Response answer)
    {
        var codec = AcceptHeader.Choose(context.Request.Headers.Accept)!;
        using var body = new AnswerBody(context, codec.MediaType);
        codec.Write(answer, body);
        await body.CompleteAsync();
    }

    /// <summary>The master keeps no files that could be read; other calls that are known by name are not served.</summary>
    private static Task RefuseAsync(HttpContext context, Call.Types.Type type) => type is Call.Types.Type.ListFiles or Call.Types.Type.ReadFile
        ? WriteNotFoundAsync(context)
        : TextAnswer.WriteAsync(context, StatusCodes.Status501NotImplemented, $"{OperatorCallValidator.WireName(type)} is not served");

    /// <summary>As recorded: the type of a text, and no text.</summary>
    private static Task WriteNotFoundAsync(HttpContext context) => TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "");
}
