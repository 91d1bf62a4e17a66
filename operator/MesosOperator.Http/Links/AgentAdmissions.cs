using Grpc.Core;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Messages;
using MesosOperator.Runtime.Joining;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Links;

/// <summary>Gives certificates over the agent link: first ones to hosts with a token, new ones to agents on their links.</summary>
internal sealed class AgentAdmissions(JoiningOptions options, IServiceProvider services, LinkGuard guard, RefusalNotes notes)
{
    private const string NobodyAsked = "This operator does not ask agents who they are: leave out --token-file";

    private readonly (AgentAuthority Authority, AdmissionDesk Desk)? _known = options.Authentication == AgentAuthentication.None
        ? null
        : (services.GetRequiredService<AgentAuthority>(), services.GetRequiredService<AdmissionDesk>());

    /// <summary>For everybody.</summary>
    public Authorities Authorities() => _known is not { } known ? new() { Certificates = "" }
        : known.Authority.Bundle is { } bundle ? new() { Certificates = bundle }
        : throw LinkProblem.Unavailable("The authority of this operator is not known yet");

    /// <exception cref="RpcException">It gets none, or not now.</exception>
    public async Task<Admitted> JoinAsync(JoinRequest request, ServerCallContext context)
    {
        var address = LinkGuard.Look(context).Address;
        if (_known is not { } known)
            throw new RpcException(new Status(StatusCode.FailedPrecondition, NobodyAsked));
        MessageCompleteness.DropUnknownEnums(request);
        if (MessageCompleteness.MissingFields(request) is { Count: > 0 } missing)
            throw LinkProblem.Of($"Missing required fields: {string.Join(", ", missing)}");
        var (applicant, problem) = AgentFromWire.Map(request.Info, address, "", []);
        if (problem is not null)
            throw LinkProblem.Of(problem);
        var former = guard.FormerIdentity(context);
        var answer = await known.Desk.JoinAsync(
            request.Token, request.CertificateRequest.Memory, applicant with { Identity = former }, context.CancellationToken);
        return answer switch
        {
            JoinAnswer.Issued issued => Of(issued),
            JoinAnswer.Unknown unknown => throw notes.TurnAway(StatusCode.Unauthenticated, new(address, unknown.Reason) { TokenId = unknown.TokenId, Identity = former }),
            JoinAnswer.Forbidden forbidden => throw notes.TurnAway(StatusCode.PermissionDenied, new(address, forbidden.Reason) { TokenId = forbidden.TokenId, Identity = former }),
            JoinAnswer.Later later => throw LinkProblem.Unavailable(later.Reason),
            _ => throw new InvalidOperationException($"{answer.GetType().Name} is an answer too"),
        };
    }

    /// <summary>Answers on the link. Who asks without a certificate, or for what makes no sense, gets no answer and keeps what he has.</summary>
    public void Renew(AgentSession session, AgentMessage.Types.RenewCertificate request)
    {
        if (_known is not { } known || session.Caller is not { Proof: { } proof } caller)
            return;
        var answer = known.Desk.Renew(proof, request.CertificateRequest?.Memory ?? default);
        if (answer is JoinAnswer.Issued issued)
        {
            session.Caller = caller with { Proof = issued.Proof };
            session.Say(new OperatorMessage { Admitted = Of(issued) });
        }
        else if (answer is JoinAnswer.Forbidden or JoinAnswer.Unknown)
        {
            var reason = answer is JoinAnswer.Forbidden forbidden ? forbidden.Reason : ((JoinAnswer.Unknown)answer).Reason;
            notes.TurnAway(StatusCode.PermissionDenied, new(caller.Address, reason) { Identity = proof.Identity });
        }
    }

    private static Admitted Of(JoinAnswer.Issued issued) => new() { Certificate = issued.Certificate, Authorities = issued.Authorities };
}
