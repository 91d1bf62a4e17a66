using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Offers;

/// <summary>What is offered, and the framework's answer.</summary>
[Rule("!has(oldSelf.response) || (has(self.response) && self.response == oldSelf.response)", "an offer is answered once")]
public sealed record V1Alpha1OfferSpec
{
    /// <summary>The offer's id.</summary>
    [Required, Immutable, Format<IdFormat>]
    public string Id { get; init; } = "";

    /// <summary>The object of the framework, in the same namespace.</summary>
    [Required, Immutable, Format<ObjectNameFormat>]
    public string Framework { get; init; } = "";

    /// <summary>The framework's id.</summary>
    [Required, Immutable, Format<IdFormat>]
    public string FrameworkId { get; init; } = "";

    /// <summary>The object of the agent.</summary>
    [Required, Immutable, Format<ObjectNameFormat>]
    public string Agent { get; init; } = "";

    /// <summary>The agent's id.</summary>
    [Required, Immutable, Format<IdFormat>]
    public string AgentId { get; init; } = "";

    /// <summary>The agent's host.</summary>
    [Immutable, Bounds(0, 253)]
    public string? Hostname { get; init; }

    /// <summary>The role that the resources are charged to.</summary>
    [Required, Immutable, Format<RoleFormat>]
    public string Role { get; init; } = "";

    /// <summary>All that is offered.</summary>
    [Required, Immutable]
    public ResourceValues Resources { get; init; } = [];

    /// <summary>Which part of it is reserved, and for whom.</summary>
    [Immutable, Bounds(0, 64)]
    public IReadOnlyList<ReservedResources>? Reserved { get; init; }

    /// <summary>The agent's attributes, as Mesos writes their values.</summary>
    [Immutable, Bounds(0, 64)]
    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    /// <summary>The agent's region.</summary>
    [Immutable, Bounds(0, 255)]
    public string? Region { get; init; }

    /// <summary>The agent's zone within its region.</summary>
    [Immutable, Bounds(0, 255)]
    public string? Zone { get; init; }

    /// <summary>When the agent is going to be unavailable; missing when nothing is planned.</summary>
    [Immutable]
    public AgentUnavailability? Unavailability { get; init; }

    /// <summary>When the offer ends if it is not answered; never where nothing is said.</summary>
    [Immutable]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The framework's answer. It is given once and cannot be changed.</summary>
    public OfferResponse? Response { get; init; }
}
