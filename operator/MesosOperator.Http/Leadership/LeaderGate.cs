using MesosOperator.Http.Answers;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace MesosOperator.Http.Leadership;

/// <summary>
/// Lets requests through to the one who leads. A standby sends clients to the leader with the path that they asked for, as
/// a Mesos master does (mesos-wire 1), or asks them to come back when it knows of none.
/// </summary>
internal sealed class LeaderGate(MasterProgress progress, ILeadership leadership)
{
    /// <summary>The request handler behind the gate.</summary>
    public RequestDelegate Guard(RequestDelegate serve) => context => progress.Phase switch
    {
        MasterPhase.Standby => SendToLeaderAsync(context),
        MasterPhase.Recovering => TextAnswer.UnavailableAsync(context, Unavailable.Recovering),
        _ => serve(context),
    };

    private Task SendToLeaderAsync(HttpContext context)
    {
        if (leadership.Current.Address is not { Length: > 0 } leader)
            return TextAnswer.UnavailableAsync(context, Unavailable.NoLeader);
        context.Response.Headers.Location = $"//{leader}{UriHelper.GetEncodedPathAndQuery(context.Request)}";
        return TextAnswer.WriteEmptyAsync(context, StatusCodes.Status307TemporaryRedirect);
    }
}
