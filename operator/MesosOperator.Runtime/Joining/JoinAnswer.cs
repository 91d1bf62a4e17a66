namespace MesosOperator.Runtime.Joining;

/// <summary>What comes of the wish for a certificate.</summary>
public abstract record JoinAnswer
{
    private JoinAnswer()
    {
    }

    /// <summary>Here it is, in PEM, with the authorities to know the operator by.</summary>
    public sealed record Issued(string Certificate, string Authorities, AgentProof Proof) : JoinAnswer;

    /// <summary>The caller has not shown that it may have one; the token is that whose secret it has shown.</summary>
    public sealed record Unknown(string Reason, string? TokenId = null) : JoinAnswer;

    /// <summary>It may have one, but not for what it says of itself, or does not ask in a way that makes sense; the token is that whose secret it has shown.</summary>
    public sealed record Forbidden(string Reason, string? TokenId = null) : JoinAnswer;

    /// <summary>Not now.</summary>
    public sealed record Later(string Reason) : JoinAnswer;
}
