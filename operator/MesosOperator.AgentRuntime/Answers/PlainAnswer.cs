using System.Text;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Answers;

/// <summary>Why a call is not carried out: the status and the text of the answer.</summary>
internal sealed record PlainAnswer(int Status, string Text)
{
    public static readonly PlainAnswer Fine = new(StatusCodes.Status200OK, "");

    public static readonly PlainAnswer Accepted = new(StatusCodes.Status202Accepted, "");

    public static readonly PlainAnswer NotFound = new(StatusCodes.Status404NotFound, "404 Not Found.");

    /// <summary>Only some methods are served here.</summary>
    public static async Task WrongMethodAsync(HttpContext context, params string[] allowed)
    {
        context.Response.Headers.Allow = string.Join(", ", allowed);
        var names = string.Join(", ", allowed.Select(method => $"'{method}'"));
        await new PlainAnswer(
            StatusCodes.Status405MethodNotAllowed,
            $"405 Method Not Allowed. Expecting one of {{ {names} }}, but received '{context.Request.Method}'.").WriteAsync(context);
    }

    /// <summary>As a Mesos agent writes it.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        context.Response.StatusCode = Status;
        context.Response.ContentLength = bytes.Length;
        if (bytes.Length == 0)
            return;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
