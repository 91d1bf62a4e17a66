using MesosOperator.AgentRuntime.Answers;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.Protocol.Mesos.V1.Executor;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.AgentRuntime.Serving;

/// <summary>Whether an executor is who it says. A token that is shown must be right; whether one must be shown is the administrator's choice.</summary>
internal sealed class ExecutorDoorKeeper(ExecutorTokens tokens, ExecutorAuthentication demand)
{
    private const string Scheme = "Bearer ";

    /// <summary>What the token says, if there is one; or why the call is refused.</summary>
    public (ExecutorClaims? Claims, PlainAnswer? Refusal) Check(HttpContext context, Call call)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0 && demand == ExecutorAuthentication.Optional)
            return (null, null);
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || tokens.Read(header[Scheme.Length..].Trim()) is not { } claims)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"mesos-agent-executor\"";
            return (null, new(StatusCodes.Status401Unauthorized, "401 Unauthorized. Expecting the token of MESOS_EXECUTOR_AUTHENTICATION_TOKEN."));
        }

        return claims.Fid == call.FrameworkId.Value && claims.Eid == call.ExecutorId.Value ? (claims, null) : (null, OfAnother);
    }

    public static readonly PlainAnswer OfAnother = new(StatusCodes.Status403Forbidden, "The token is that of another executor");
}
