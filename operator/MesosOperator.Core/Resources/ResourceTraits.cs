using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Resources;

/// <summary>
/// What keeps otherwise equal resources apart: reservations, disk, revocability and so on. Two resources merge only
/// when their traits are equal (semantics 3.7, resource arithmetic).
/// </summary>
public sealed class ResourceTraits : IEquatable<ResourceTraits>
{
    /// <summary>Free for every role, nothing special.</summary>
    public static readonly ResourceTraits None = new();

    /// <summary>The stack of reservations, from the widest role to the narrowest; empty when unreserved.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];

    /// <summary>What kind of disk this is, encoded; only on <c>disk</c>.</summary>
    public Payload? Disk { get; init; }

    /// <summary>Whether it can only be used whole: a mounted disk, or a persistent volume.</summary>
    public bool IsIndivisible { get; init; }

    /// <summary>Whether the agent may take it back at any time.</summary>
    public bool IsRevocable { get; init; }

    /// <summary>Whether several tasks may use it at once.</summary>
    public bool IsShared { get; init; }

    /// <summary>The resource provider that owns it, or null for the agent.</summary>
    public string? ProviderId { get; init; }

    /// <summary>The role that it is reserved for, or null.</summary>
    public string? ReservedRole => Reservations.IsEmpty ? null : Reservations[^1].Role;

    /// <inheritdoc/>
    public bool Equals(ResourceTraits? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && IsRevocable == other.IsRevocable
            && IsShared == other.IsShared
            && IsIndivisible == other.IsIndivisible
            && ProviderId == other.ProviderId
            && Equals(Disk, other.Disk)
            && Reservations.SequenceEqual(other.Reservations));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceTraits);

    /// <inheritdoc/>
    public override int GetHashCode() => Reservations.Length + (IsRevocable ? 16 : 0) + (IsShared ? 32 : 0);
}
