namespace MesosOperator.Runtime.Joining;

/// <summary>What comes of a certificate that somebody shows.</summary>
public abstract record ProofVerdict
{
    private ProofVerdict()
    {
    }

    /// <summary>It is that of an agent.</summary>
    public sealed record Proven(AgentProof Proof) : ProofVerdict;

    /// <summary>It proves nothing, for a reason that may be told.</summary>
    public sealed record Worthless(string Reason) : ProofVerdict;

    /// <summary>It is that of an agent who may not come any more.</summary>
    public sealed record Revoked(string Reason) : ProofVerdict;
}
