using System.Buffers;
using System.Text;
using System.Text.Json;
using MesosOperator.Protocol.Codecs;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Answers;

/// <summary>
/// Answers in JSON, with a type that has no parameters (mesos-clients 2.2), or as a call of the function that
/// <c>?jsonp=</c> names, for pages of another origin.
/// </summary>
internal static class JsonAnswer
{
    private const string ScriptType = "text/javascript";

    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write) => StreamAsync(context, json => Whole(json, write));

    /// <summary>Sends the answer while it is written, so that its size is no matter.</summary>
    public static async Task StreamAsync(HttpContext context, Func<Utf8JsonWriter, IEnumerable<Part>> write)
    {
        var function = context.Request.Query["jsonp"].ToString();
        using var body = new AnswerBody(context, function.Length > 0 ? ScriptType : MediaTypes.Json);
        if (function.Length > 0)
            Encoding.UTF8.GetBytes($"{function}(".AsSpan(), body);
        await using (var json = new Utf8JsonWriter(body, Options))
            foreach (var _ in write(json))
            {
                json.Flush();
                if (body.IsPiece)
                    await body.SendAsync();
            }

        if (function.Length > 0)
            body.Write(")"u8);
        await body.CompleteAsync();
    }

    private static IEnumerable<Part> Whole(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        write(json);
        yield return Part.Written;
    }
}
