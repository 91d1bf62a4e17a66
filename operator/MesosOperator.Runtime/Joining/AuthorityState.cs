using System.Collections.Immutable;

namespace MesosOperator.Runtime.Joining;

/// <summary>All that the authority for agents has to remember.</summary>
public sealed record AuthorityState
{
    /// <summary>Its certificates, the newest first: that one issues; all are believed. The oldest vouches for the operator, since agents that were away know it.</summary>
    public required ImmutableArray<AuthorityPair> Pairs { get; init; }

    /// <summary>Identities of agents that may not come any more.</summary>
    public ImmutableSortedDictionary<string, Revocation> Revoked { get; init; } =
        ImmutableSortedDictionary.Create<string, Revocation>(StringComparer.Ordinal);

    /// <summary>How many hosts have joined by a token whose uses are counted, by its id.</summary>
    public ImmutableSortedDictionary<string, int> Used { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);
}
