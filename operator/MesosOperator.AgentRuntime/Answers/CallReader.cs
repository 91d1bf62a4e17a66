using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Messages;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Answers;

/// <summary>Reads the message of a request, in either of the two encodings.</summary>
internal static class CallReader
{
    /// <summary>What a client that takes neither encoding is told.</summary>
    public static PlainAnswer NotAcceptable { get; } =
        new(StatusCodes.Status406NotAcceptable, $"Expecting 'Accept' to allow '{MediaTypes.Protobuf}' or '{MediaTypes.Json}'");

    /// <summary>The call, or what is wrong with it.</summary>
    public static async Task<(T? Call, PlainAnswer? Problem)> ReadAsync<T>(HttpRequest request)
        where T : class, IMessage<T>, new()
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
            return (codec.Parse<T>(body.GetBuffer().AsMemory(0, (int)body.Length)), null);
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
}
