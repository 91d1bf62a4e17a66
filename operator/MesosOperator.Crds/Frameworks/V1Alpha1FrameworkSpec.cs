using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Frameworks;

/// <summary>What a framework is and wants.</summary>
[Rule("!has(self.suppressedRoles) || self.suppressedRoles.all(role, role in self.roles)", "suppressedRoles names a role that roles does not")]
[Rule("!has(self.offerConstraints) || self.offerConstraints.all(item, item.role in self.roles)", "offerConstraints names a role that roles does not")]
[Rule("!has(self.offerFilters) || self.offerFilters.all(item, item.role in self.roles)", "offerFilters names a role that roles does not")]
[Rule("!has(self.demand) || self.demand.all(item, item.role in self.roles)", "demand names a role that roles does not")]
[Rule("!self.mirror || self.transport == 'Http'", "mirror is for the transport Http; with Resource the objects are always there")]
public sealed record V1Alpha1FrameworkSpec
{
    /// <summary>How it is offered resources and answers.</summary>
    [Required, Immutable]
    public FrameworkTransport Transport { get; init; }

    /// <summary>Its name in the Mesos API; the object's name where nothing is said.</summary>
    [Bounds(1, 255)]
    public string? Name { get; init; }

    /// <summary>Its id in the Mesos API, if it has one already; the operator gives one where nothing is said.</summary>
    [Immutable, Format<IdFormat>]
    public string? Id { get; init; }

    /// <summary>The user of the agents' systems that its tasks run as; the agent's own where nothing is said.</summary>
    [Immutable, Bounds(1, 255)]
    public string? User { get; init; }

    /// <summary>Who may act as this framework over the Mesos API.</summary>
    [Immutable, Bounds(1, 255)]
    public string? Principal { get; init; }

    /// <summary>The roles that its resources are charged to.</summary>
    [Bounds(1, 64), Unique, Format<RoleFormat>]
    public IReadOnlyList<string> Roles { get; init; } = ["*"];

    /// <summary>Those of its roles for which it wants no offers now.</summary>
    [Bounds(0, 64), Unique, Format<RoleFormat>]
    public IReadOnlyList<string>? SuppressedRoles { get; init; }

    /// <summary>What it understands. That it may hold several roles goes without saying.</summary>
    [Bounds(0, 16), Unique]
    public IReadOnlyList<FrameworkCapability>? Capabilities { get; init; }

    /// <summary>How long its tasks go on without it.</summary>
    [Bounds(0, 9223372036)]
    public long FailoverTimeoutSeconds { get; init; }

    /// <summary>Whether its tasks survive a restart of the agent.</summary>
    [Immutable]
    public bool Checkpoint { get; init; } = true;

    /// <summary>Its host, for people.</summary>
    [Bounds(0, 253)]
    public string? Hostname { get; init; }

    /// <summary>Its own web page.</summary>
    [Bounds(0, 2048)]
    public string? WebUiUrl { get; init; }

    /// <summary>Free-form labels, visible in the Mesos API.</summary>
    [Bounds(0, 64)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>Which agents it wants to be offered, for each role.</summary>
    [Bounds(0, 64), Unique("role")]
    public IReadOnlyList<OfferConstraints>? OfferConstraints { get; init; }

    /// <summary>How much an offer must hold at least, for each role.</summary>
    [Bounds(0, 64), Unique("role")]
    public IReadOnlyList<MinimumOffer>? OfferFilters { get; init; }

    /// <summary>
    /// What it would run, beside what it runs, if it were offered enough: agents that suit go to it first, and pools grow for
    /// it. Followed for the transport Resource; over HTTP a framework says so itself, by the call REQUEST.
    /// </summary>
    [Bounds(0, 128), Unique("name")]
    public IReadOnlyList<FrameworkDemand>? Demand { get; init; }

    /// <summary>Whether objects of the kinds Offer and Task are written for a framework that uses HTTP.</summary>
    public bool Mirror { get; init; }

    /// <summary>Its own program, which the operator keeps running; none where nothing is said.</summary>
    public FrameworkScheduler? Scheduler { get; init; }
}
