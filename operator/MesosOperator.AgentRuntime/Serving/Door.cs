using MesosOperator.AgentRuntime.Answers;
using MesosOperator.Protocol.AgentLink;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>One thing that an agent serves.</summary>
/// <param name="Serve">Answers a request.</param>
/// <param name="Needs">What its caller must be allowed; null where it is for everybody who can connect.</param>
internal sealed record Door(RequestDelegate Serve, AgentRights? Needs)
{
    /// <summary>Only for GET and HEAD.</summary>
    public static Door ToRead(RequestDelegate serve, AgentRights? needs) => new(
        context => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? serve(context)
            : PlainAnswer.WrongMethodAsync(context, HttpMethods.Get, HttpMethods.Head),
        needs);
}
