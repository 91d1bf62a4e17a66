using System.Text;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Answers;

/// <summary>Answers that say what is wrong in plain text, as a Mesos master writes them.</summary>
internal static class TextAnswer
{
    public const string MediaType = "text/plain; charset=utf-8";

    public static async Task WriteAsync(HttpContext context, int status, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = MediaType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>Nothing but a status: no type, and a length of zero that clients insist on (mesos-clients 2.6).</summary>
    public static Task WriteEmptyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static Task NotFoundAsync(HttpContext context) => WriteAsync(context, StatusCodes.Status404NotFound, "404 Not Found.");

    public static Task WrongMethodAsync(HttpContext context, params string[] allowed)
    {
        context.Response.Headers.Allow = string.Join(", ", allowed);
        var names = string.Join(", ", allowed.Select(method => $"'{method}'"));
        return WriteAsync(
            context,
            StatusCodes.Status405MethodNotAllowed,
            $"405 Method Not Allowed. Expecting one of {{ {names} }}, but received '{context.Request.Method}'.");
    }

    /// <summary>The master cannot take the call now; nothing happened.</summary>
    public static Task UnavailableAsync(HttpContext context, string why)
    {
        context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, StatusCodes.Status503ServiceUnavailable, why);
    }
}
