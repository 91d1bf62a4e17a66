using System.Collections.Immutable;

namespace MesosOperator.Core.Resources;

/// <summary>A claim of one role on a resource. A stack of them refines the claim to a role further down the tree.</summary>
public sealed record Reservation(ReservationKind Kind, string Role, string? Principal, ImmutableArray<Label> Labels)
{
    /// <inheritdoc/>
    public bool Equals(Reservation? other) =>
        other is not null && Kind == other.Kind && Role == other.Role && Principal == other.Principal
        && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => Role.Length + (Labels.Length << 8);

    /// <summary>The role, with a plus where it was reserved at run time, who reserved it, and its labels.</summary>
    public override string ToString() => string.Concat(
        Kind == ReservationKind.Dynamic ? "+" : "",
        Role,
        Principal is null ? "" : $"@{Principal}",
        string.Concat(Labels.Select(label => $"~{label.Key}:{label.Value}")));
}
