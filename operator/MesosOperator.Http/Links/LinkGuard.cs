using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using MesosOperator.Core.Agents;
using MesosOperator.Runtime.Joining;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Links;

/// <summary>Lets agents in that prove who they are, as far as they have to, and tells the others why not.</summary>
internal sealed class LinkGuard(JoiningOptions options, IServiceProvider services, RefusalNotes notes)
{
    /// <summary>None where nobody is asked who he is.</summary>
    private readonly AgentAuthority? _authority = options.Authentication == AgentAuthentication.None ? null : services.GetRequiredService<AgentAuthority>();

    /// <exception cref="RpcException">The caller may not come in, or not yet.</exception>
    public LinkCaller Admit(ServerCallContext context)
    {
        var (address, shown) = Look(context);
        if (_authority is null)
            return new(address, null, null);
        if (shown is null)
        {
            return options.Authentication == AgentAuthentication.Optional
                ? new(address, "", null)
                : throw notes.TurnAway(StatusCode.Unauthenticated, new(address, "This operator takes agents with a certificate, and this one shows none: it joins with --token-file"));
        }

        return _authority.Check(shown) switch
        {
            ProofVerdict.Proven proven => new(address, proven.Proof.Identity, proven.Proof),
            ProofVerdict.Worthless worthless => throw TurnAway(StatusCode.Unauthenticated, worthless.Reason),
            ProofVerdict.Revoked revoked => throw TurnAway(StatusCode.PermissionDenied, revoked.Reason),
            _ => throw LinkProblem.Unavailable("The authority of this operator is not known yet"),
        };

        RpcException TurnAway(StatusCode status, string reason) =>
            notes.TurnAway(status, new(address, Sentence(reason)) { Identity = _authority.FormerIdentity(shown) });
    }

    /// <summary>Holds an agent to what its token allowed it to say of itself.</summary>
    /// <exception cref="RpcException">It says something else.</exception>
    public void HoldToLimits(LinkCaller caller, AgentInfo info)
    {
        if (caller.Proof?.Limits.Problem(info) is { } problem)
            throw notes.TurnAway(StatusCode.PermissionDenied, new(caller.Address, $"Agent {caller.Identity} joined by a token that is not for this: {problem}") { Identity = caller.Identity });
    }

    /// <summary>Who shows a certificate that is over joins again as the one who he was.</summary>
    public string? FormerIdentity(ServerCallContext context) => Look(context).Shown is { } shown ? _authority?.FormerIdentity(shown) : null;

    /// <summary>Where a caller is, and the certificate whose key it has.</summary>
    public static (string Address, X509Certificate2? Shown) Look(ServerCallContext context)
    {
        var connection = context.GetHttpContext().Connection;
        return (connection.RemoteIpAddress?.ToString() ?? "", connection.ClientCertificate);
    }

    private static string Sentence(string reason) => string.Concat(char.ToUpperInvariant(reason[0]).ToString(), reason.AsSpan(1));
}
