using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Resources;

/// <summary>
/// What keeps otherwise equal resources apart: reservations, disk, revocability and so on. Two resources merge only
/// when their traits are equal (semantics 3.7, resource arithmetic).
/// </summary>
public sealed record ResourceTraits
{
    /// <summary>Free for every role, nothing special.</summary>
    public static readonly ResourceTraits None = new();

    /// <summary>The stack of reservations, from the widest role to the narrowest; empty when unreserved.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];

    /// <summary>Where a disk comes from.</summary>
    public DiskKind DiskKind { get; init; }

    /// <summary>Where a disk comes from in full, encoded; null for the agent's own folder.</summary>
    public Payload? DiskSource { get; init; }

    /// <summary>The persistent volume that a disk is; null where it is none.</summary>
    public PersistentVolume? Volume { get; init; }

    /// <summary>Whether it can only be used whole: a mounted disk, or a persistent volume.</summary>
    public bool IsIndivisible => Volume is not null || DiskKind is not (DiskKind.Root or DiskKind.Path);

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
            && DiskKind == other.DiskKind
            && ProviderId == other.ProviderId
            && Equals(DiskSource, other.DiskSource)
            && Equals(Volume, other.Volume)
            && Reservations.SequenceEqual(other.Reservations));

    /// <inheritdoc/>
    public override int GetHashCode() => Reservations.Length + (IsRevocable ? 16 : 0) + (IsShared ? 32 : 0);

    /// <summary>As it stands between a resource's name and its value.</summary>
    public override string ToString() => string.Concat(
        Reservations.IsEmpty ? "" : $"({string.Join(',', Reservations)})",
        Volume is null ? "" : $"[{Volume.Id}]",
        DiskKind == DiskKind.Root ? "" : $"<{DiskKind}>",
        IsRevocable ? "{REV}" : "",
        IsShared ? "{SHARED}" : "");
}
