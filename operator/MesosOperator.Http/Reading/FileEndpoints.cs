using System.Text.Json;
using MesosOperator.Http.Answers;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading;

/// <summary>
/// The files of a Mesos master. This one has none: its log goes where the process writes it, and a task's files are with
/// its agent. So every path is one that a Mesos master does not know, and is answered in its way.
/// </summary>
internal static class FileEndpoints
{
    /// <summary>The paths that look for a file.</summary>
    public static readonly string[] Paths = ["/files/browse", "/files/read", "/files/download"];

    /// <summary>As recorded: the type of a text, and no text.</summary>
    public static Task FindAsync(HttpContext context) => context.Request.Query["path"] is [{ Length: > 0 }]
        ? TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "")
        : TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "Expecting 'path=value' in query.\n");

    /// <summary>Which path stands for which file.</summary>
    public static Task DebugAsync(HttpContext context) => JsonAnswer.WriteAsync(context, WriteNone);

    private static void WriteNone(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteEndObject();
    }
}
