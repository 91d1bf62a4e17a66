using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Frameworks;

/// <summary>A framework as it describes itself.</summary>
public sealed record FrameworkInfo(string User, string Name)
{
    /// <summary>The id that it had before; null for a new framework.</summary>
    public FrameworkId? Id { get; init; }

    /// <summary>How long its tasks outlive its connection.</summary>
    public TimeSpan FailoverTimeout { get; init; }

    /// <summary>Whether its tasks survive a restart of the agent.</summary>
    public bool Checkpoint { get; init; }

    /// <summary>Its roles, in its own order; a framework without any has the role <c>*</c>.</summary>
    public ImmutableArray<RoleName> Roles { get; init; } = [RoleName.Any];

    /// <summary>What it understands.</summary>
    public FrameworkCapabilities Capabilities { get; init; }

    /// <summary>The least that is worth offering in some of its roles, or in roles that it does not have (yet).</summary>
    public ImmutableSortedDictionary<RoleName, ResourceMinimum> MinAllocatable { get; init; } = ImmutableSortedDictionary<RoleName, ResourceMinimum>.Empty;

    /// <summary>Its host, for people.</summary>
    public string? Hostname { get; init; }

    /// <summary>Who it is, for authorization and reservations.</summary>
    public string? Principal { get; init; }

    /// <summary>Its own web page.</summary>
    public string? WebUiUrl { get; init; }

    /// <summary>Free-form labels.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(FrameworkInfo? other) =>
        other is not null
        && User == other.User && Name == other.Name && Id == other.Id
        && FailoverTimeout == other.FailoverTimeout && Checkpoint == other.Checkpoint && Capabilities == other.Capabilities
        && Hostname == other.Hostname && Principal == other.Principal && WebUiUrl == other.WebUiUrl
        && MinAllocatable.SequenceEqual(other.MinAllocatable)
        && Roles.SequenceEqual(other.Roles) && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.Length + (Roles.Length << 8);

    /// <summary>Whether it has a capability.</summary>
    public bool Can(FrameworkCapabilities capability) => (Capabilities & capability) != 0;
}
