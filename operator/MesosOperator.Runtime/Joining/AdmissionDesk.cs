using MesosOperator.Core.Agents;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Joining;

/// <summary>Gives certificates to hosts with a token, and new ones to agents whose own run out.</summary>
public sealed class AdmissionDesk(
    AgentAuthority authority, AuthorityKeeper keeper, ITokenSource tokens, ILeadership leadership, Func<Guid> newGuid, TimeProvider time, ILogger<AdmissionDesk> logger)
{
    /// <summary>The first certificate of a host, which describes itself.</summary>
    /// <param name="shown">The token, as <c>id.secret</c>.</param>
    /// <param name="request">For a certificate, in DER.</param>
    /// <param name="applicant">What it says of itself, and as its identity who it was by a certificate that is over.</param>
    /// <param name="stop">The caller has gone.</param>
    public async Task<JoinAnswer> JoinAsync(string shown, ReadOnlyMemory<byte> request, AgentInfo applicant, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(applicant);
        if (leadership.Current.State != LeadershipState.Leading)
            return new JoinAnswer.Later("This operator does not lead");
        if (tokens.Current is not { } table)
            return new JoinAnswer.Later("The tokens of this operator are not known yet");
        if (table.Find(shown) is not { } token)
            return new JoinAnswer.Unknown("The bootstrap token is not known to this operator: it was deleted, or its secret is another");
        if (token.Expiration is { } end && end <= time.GetUtcNow())
            return new JoinAnswer.Unknown($"Bootstrap token '{token.Id}' has expired at {end.UtcDateTime:u}", token.Id);
        if (token.Limits.Problem(applicant) is { } problem)
            return new JoinAnswer.Forbidden($"Bootstrap token '{token.Id}' is not for this host: {problem}", token.Id);
        if (applicant.Identity is { } former && keeper.IsRevoked(former))
            return new JoinAnswer.Forbidden($"Agent {former} was revoked; an administrator may take that back in its Agent object");
        var answer = authority.Issue(request, applicant.Identity ?? newGuid().ToString("D"), token.Limits);
        if (answer is not JoinAnswer.Issued issued)
            return answer;
        try
        {
            if (!await keeper.UseAsync(token, table, stop))
                return new JoinAnswer.Unknown($"Bootstrap token '{token.Id}' was used up: it is for {token.Usages} hosts", token.Id);
        }
        catch (AuthorityStoreException failure)
        {
            return new JoinAnswer.Later($"It cannot be written down that the token is used: {failure.Message}");
        }

        JoiningLog.Joined(logger, applicant.Hostname, token.Id, issued.Proof.Identity, issued.Proof.Until);
        return issued;
    }

    /// <summary>Another certificate for an agent that has one, with the same limits.</summary>
    public JoinAnswer Renew(AgentProof proof, ReadOnlyMemory<byte> request)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (leadership.Current.State != LeadershipState.Leading)
            return new JoinAnswer.Later("This operator does not lead");
        if (keeper.IsRevoked(proof.Identity))
            return new JoinAnswer.Unknown($"Agent {proof.Identity} was revoked");
        var answer = authority.Issue(request, proof.Identity, proof.Limits);
        if (answer is JoinAnswer.Issued issued)
            JoiningLog.CertificateRenewed(logger, proof.Identity, issued.Proof.Until);
        return answer;
    }
}
