using System.Buffers;
using System.Text;
using System.Text.Json;
using MesosOperator.Protocol.Codecs;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Answers;

/// <summary>Answers in JSON with their length, or as a call of the function that <c>?jsonp=</c> names.</summary>
internal static class JsonReply
{
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        var function = context.Request.Query["jsonp"].ToString();
        var body = new ArrayBufferWriter<byte>();
        if (function.Length > 0)
            Encoding.UTF8.GetBytes($"{function}(".AsSpan(), body);
        using (var json = new Utf8JsonWriter(body, Options))
            write(json);
        if (function.Length > 0)
            body.Write(")"u8);
        context.Response.ContentType = function.Length > 0 ? "text/javascript" : MediaTypes.Json;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }
}
