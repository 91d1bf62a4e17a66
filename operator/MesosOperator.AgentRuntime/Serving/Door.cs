using MesosOperator.AgentRuntime.Answers;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>One thing that an agent serves.</summary>
/// <param name="Serve">Answers a request.</param>
/// <param name="IsOpen">Whether it is for everybody who can connect, or tells and does what only few may know and do.</param>
internal sealed record Door(RequestDelegate Serve, bool IsOpen = false)
{
    /// <summary>Only for GET and HEAD.</summary>
    public static Door ToRead(RequestDelegate serve) => new(context =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? serve(context)
            : PlainAnswer.WrongMethodAsync(context, HttpMethods.Get, HttpMethods.Head));
}
