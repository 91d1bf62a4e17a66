using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
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

    /// <summary>A message from a request that is a bare list in JSON, which the message has under a name.</summary>
    public async Task<(T? Call, CallProblem? Problem)> ReadListAsync<T>(HttpRequest request, string name)
        where T : class, IMessage<T>, new()
    {
        try
        {
            using var list = await JsonDocument.ParseAsync(request.Body, default, request.HttpContext.RequestAborted);
            return ReadList<T>(list.RootElement, name, null);
        }
        catch (JsonException bad)
        {
            return (null, new(StatusCodes.Status400BadRequest, $"Failed to parse JSON: {bad.Message}"));
        }
        catch (BadHttpRequestException bad)
        {
            return (null, new(bad.StatusCode, bad.Message));
        }
    }

    /// <summary>A message about an agent from a list in JSON, which the message has under a name.</summary>
    public (T? Call, CallProblem? Problem) ReadList<T>(string json, string name, string agent)
        where T : class, IMessage<T>, new()
    {
        try
        {
            using var list = JsonDocument.Parse(json);
            return ReadList<T>(list.RootElement, name, agent);
        }
        catch (JsonException bad)
        {
            return (null, new(StatusCodes.Status400BadRequest, $"Failed to parse JSON: {bad.Message}"));
        }
    }

    private (T? Call, CallProblem? Problem) ReadList<T>(JsonElement list, string name, string? agent)
        where T : class, IMessage<T>, new()
    {
        if (list.ValueKind != JsonValueKind.Array)
            return (null, new(StatusCodes.Status400BadRequest, "Expecting a list in JSON"));
        var whole = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(whole))
        {
            writer.WriteStartObject();
            if (agent is not null)
            {
                writer.WriteStartObject("agent_id");
                writer.WriteString("value", agent);
                writer.WriteEndObject();
            }

            writer.WritePropertyName(name);
            list.WriteTo(writer);
            writer.WriteEndObject();
        }

        try
        {
            return (MessageCodec.Json.Parse<T>(whole.WrittenMemory, _limits), null);
        }
        catch (MessageFormatException bad)
        {
            return (null, new(StatusCodes.Status400BadRequest, bad.Message));
        }
    }

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
