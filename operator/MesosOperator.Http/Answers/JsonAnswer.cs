using System.Buffers;
using System.Text.Json;
using MesosOperator.Protocol.Codecs;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Answers;

/// <summary>Answers in JSON, with a type that has no parameters (mesos-clients 2.2) and a length.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
            write(writer);
        context.Response.ContentType = MediaTypes.Json;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.Body.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }
}
