using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mesos.V1.Executor;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Validation;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Reads calls of executors and checks them as far as that needs no knowledge of the executor (mesos-wire 4).</summary>
internal static class ExecutorCallReader
{
    /// <summary>The call, or what is wrong with it.</summary>
    public static async Task<(Call? Call, PlainAnswer? Problem)> ReadAsync(HttpRequest request)
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return (null, new(StatusCodes.Status400BadRequest, "Expecting 'Content-Type' to be present"));
        if (MessageCodec.ForContentType(request.ContentType) is not { } codec)
            return (null, new(
                StatusCodes.Status415UnsupportedMediaType, $"Expecting 'Content-Type' of {MediaTypes.Json} or {MediaTypes.Protobuf}"));
        try
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            var call = codec.Parse<Call>(body.GetBuffer().AsMemory(0, (int)body.Length));
            return Problem(request, call) is { } problem ? (null, problem) : (call, null);
        }
        catch (MessageFormatException bad)
        {
            return (null, new(
                bad.Fault == MessageFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest, bad.Message));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, new(bad.StatusCode, bad.Message));
        }
    }

    private static PlainAnswer? Problem(HttpRequest request, Call call)
    {
        if (ExecutorCallValidator.Validate(call) is { } invalid)
            return new(StatusCodes.Status400BadRequest, invalid);
        return call.Type == Call.Types.Type.Subscribe && AcceptHeader.Choose(request.Headers.Accept) is null
            ? new(StatusCodes.Status406NotAcceptable, $"Expecting 'Accept' to allow '{MediaTypes.Protobuf}' or '{MediaTypes.Json}'")
            : null;
    }
}
