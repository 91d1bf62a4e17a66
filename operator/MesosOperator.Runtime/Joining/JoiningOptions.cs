using System.Collections.Immutable;

namespace MesosOperator.Runtime.Joining;

/// <summary>How agents join.</summary>
public sealed record JoiningOptions
{
    /// <summary>The shortest life of a certificate of an agent.</summary>
    public static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(10);

    /// <summary>The longest life of a certificate of an agent.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(365);

    /// <summary>Whether agents have to prove who they are.</summary>
    public AgentAuthentication Authentication { get; init; }

    /// <summary>How long the certificate of an agent is good. One that is away for longer needs a token again.</summary>
    public TimeSpan CertificateLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long the authority's own certificate is good; after two thirds of it another one stands beside it.</summary>
    public TimeSpan AuthorityLife { get; init; } = TimeSpan.FromDays(3650);

    /// <summary>Hosts and addresses that a certificate which the operator makes for itself names, beside its own name.</summary>
    public ImmutableArray<string> ServerNames { get; init; } = ["localhost", "127.0.0.1", "::1"];

    /// <summary>Whether the agent link shows a certificate of the operator's own authority, rather than one from files.</summary>
    public OperatorCertificateSource ServerCertificate { get; init; }
}
