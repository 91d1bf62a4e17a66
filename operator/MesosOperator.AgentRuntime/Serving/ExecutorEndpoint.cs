using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Executor;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>The executor API: every call but SUBSCRIBE is answered at once; that one with a stream (mesos-wire 4).</summary>
internal sealed class ExecutorEndpoint(AgentMailbox mailbox, ExecutorDoorKeeper keeper, TimeProvider time, ILogger log)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            await PlainAnswer.WrongMethodAsync(context, HttpMethods.Post);
            return;
        }

        var (call, problem) = await ExecutorCallReader.ReadAsync(context.Request);
        if (problem is not null)
            await problem.WriteAsync(context);
        else if (keeper.Check(context, call!) is var (claims, refusal) && refusal is not null)
            await refusal.WriteAsync(context);
        else if (call!.Type == Call.Types.Type.Heartbeat)
            await PlainAnswer.Accepted.WriteAsync(context);
        else if (call.Type == Call.Types.Type.Subscribe)
            await SubscribeAsync(context, call, claims);
        else
            await (Refusal(await AskAsync(new ExecutorRequest(call, null) { Claims = claims }, context)) ?? AnswerTo(call)).WriteAsync(context);
    }

    private async Task SubscribeAsync(HttpContext context, Call call, ExecutorClaims? claims)
    {
        using var stream = new ExecutorStream(time);
        if (Refusal(await AskAsync(new ExecutorRequest(call, stream) { Claims = claims }, context)) is { } refusal)
        {
            await refusal.WriteAsync(context);
            return;
        }

        ServingLog.Subscribed(log, call.ExecutorId.Value, call.FrameworkId.Value);
        try
        {
            await WriteAsync(context, stream);
        }
        catch (Exception lost) when (lost is OperationCanceledException or IOException)
        {
            ServingLog.Lost(log, call.ExecutorId.Value, call.FrameworkId.Value);
            context.Abort();
        }
        finally
        {
            await mailbox.PostAsync(new AgentInput.ExecutorStreamLost(stream));
        }
    }

    private static async Task WriteAsync(HttpContext context, ExecutorStream stream)
    {
        var codec = AcceptHeader.Choose(context.Request.Headers.Accept)!;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stream.Broken);
        context.Response.ContentType = codec.MediaType;
        await context.Response.StartAsync(over.Token);
        await stream.WriteToAsync(context.Response.Body, new MessageRecords(codec), over.Token);
    }

    private async Task<ExecutorVerdict> AskAsync(ExecutorRequest request, HttpContext context)
    {
        await mailbox.PostAsync(new AgentInput.ExecutorCalled(request));
        return await request.Verdict.WaitAsync(context.RequestAborted);
    }

    private static PlainAnswer? Refusal(ExecutorVerdict verdict) => verdict switch
    {
        ExecutorVerdict.FrameworkUnknown => new(StatusCodes.Status400BadRequest, "Framework cannot be found"),
        ExecutorVerdict.ExecutorUnknown => new(StatusCodes.Status400BadRequest, "Executor cannot be found"),
        ExecutorVerdict.OfAnother => ExecutorDoorKeeper.OfAnother,
        ExecutorVerdict.NotSubscribed => new(StatusCodes.Status403Forbidden, "Executor is not subscribed"),
        _ => null,
    };

    private static PlainAnswer AnswerTo(Call call) => call.Type is Call.Types.Type.Update or Call.Types.Type.Message
        ? PlainAnswer.Accepted
        : new PlainAnswer(StatusCodes.Status501NotImplemented, "");
}
