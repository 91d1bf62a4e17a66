using System.Buffers;
using System.Text;
using Google.Protobuf;
using MesosOperator.Protocol.Codecs;

namespace MesosOperator.Http.Tests.Support;

/// <summary>The bytes of a request.</summary>
public sealed record Request(string Method, string Path)
{
    public const string Scheduler = "/api/v1/scheduler";

    /// <summary>Lines such as <c>Accept: */*</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public byte[]? Body { get; init; }

    public static Request Get(string path) => new("GET", path);

    public static Request Post(string path, string mediaType, byte[] body) => new("POST", path)
    {
        Headers = [$"Content-Type: {mediaType}"],
        Body = body,
    };

    public static Request Json(string body) => Post(Scheduler, MediaTypes.Json, Encoding.UTF8.GetBytes(body));

    public static Request Message(IMessage message, MessageCodec codec)
    {
        var buffer = new ArrayBufferWriter<byte>();
        codec.Write(message, buffer);
        return Post(Scheduler, codec.MediaType, buffer.WrittenSpan.ToArray());
    }

    public Request With(string header) => this with { Headers = [.. Headers, header] };

    public byte[] ToBytes()
    {
        var head = new StringBuilder($"{Method} {Path} HTTP/1.1\r\nHost: test\r\n");
        foreach (var header in Headers)
            head.Append(header).Append("\r\n");
        if (Body is not null)
            head.Append($"Content-Length: {Body.Length}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. Body ?? []];
    }
}
