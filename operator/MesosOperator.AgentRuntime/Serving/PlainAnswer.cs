using System.Text;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Why a call is not carried out: the status and the text of the answer.</summary>
internal sealed record PlainAnswer(int Status, string Text)
{
    public static readonly PlainAnswer Accepted = new(StatusCodes.Status202Accepted, "");

    public static readonly PlainAnswer NotFound = new(StatusCodes.Status404NotFound, "404 Not Found.");

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
