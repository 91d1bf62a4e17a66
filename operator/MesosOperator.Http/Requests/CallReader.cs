using System.IO.Pipelines;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Messages;
using MesosOperator.Runtime;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Requests;

/// <summary>Reads the message of a request, in either of the two encodings (mesos-wire 3.1, rows 6 to 8).</summary>
internal sealed class CallReader(RuntimeLimits limits)
{
    private readonly MessageLimits _limits = MessageLimits.Default with { MaxBytes = (int)Math.Min(int.MaxValue, limits.MaxRequestBytes) };

    /// <summary>The call, or what is wrong with it.</summary>
    public async Task<(T? Call, CallProblem? Problem)> ReadAsync<T>(HttpRequest request)
        where T : class, IMessage<T>, new()
    {
        if (string.IsNullOrEmpty(request.ContentType))
            return (null, new(StatusCodes.Status400BadRequest, "Expecting 'Content-Type' to be present"));
        if (MessageCodec.ForContentType(request.ContentType) is not { } codec)
            return (null, new(
                StatusCodes.Status415UnsupportedMediaType,
                $"Expecting 'Content-Type' of {MediaTypes.Json} or {MediaTypes.Protobuf}"));
        return await ReadAsync<T>(request, codec);
    }

    /// <summary>A message in JSON, whatever the request says that it holds: the older endpoints do not look.</summary>
    public Task<(T? Call, CallProblem? Problem)> ReadJsonAsync<T>(HttpRequest request)
        where T : class, IMessage<T>, new() => ReadAsync<T>(request, MessageCodec.Json);

    private async Task<(T? Call, CallProblem? Problem)> ReadAsync<T>(HttpRequest request, MessageCodec codec)
        where T : class, IMessage<T>, new()
    {
        try
        {
            return (await ParseAsync<T>(request, codec), null);
        }
        catch (MessageFormatException bad)
        {
            var status = bad.Fault == MessageFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest;
            return (null, new(status, bad.Message));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, new(bad.StatusCode, bad.Message));
        }
    }

    /// <summary>What a client that takes neither encoding is told.</summary>
    public static CallProblem NotAcceptable { get; } =
        new(StatusCodes.Status406NotAcceptable, $"Expecting 'Accept' to allow '{MediaTypes.Protobuf}' or '{MediaTypes.Json}'");

    private async Task<T> ParseAsync<T>(HttpRequest request, MessageCodec codec)
        where T : class, IMessage<T>, new()
    {
        var reader = request.BodyReader;
        ReadResult read;
        while (!(read = await reader.ReadAsync(request.HttpContext.RequestAborted)).IsCompleted)
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        try
        {
            return codec.Parse<T>(read.Buffer, _limits);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }
}
