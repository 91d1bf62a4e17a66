using MesosOperator.Core.Agents;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Agents;
using MesosOperator.Crds.Resources;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>An agent's object as the core knows agents, and back.</summary>
internal static class AgentMapping
{
    /// <summary>
    /// The agent of an object, as far as it says: enough to wait for it. When it comes back it describes itself.
    /// </summary>
    public static AgentInfo InfoOf(V1Alpha1AgentStatus status) => new(
        status.Hostname ?? "", status.Address ?? "", status.Port ?? 0, status.Total?.ToResourceSet() ?? ResourceSet.Empty)
    {
        Version = status.Version ?? "",
        Cluster = status.Source is { Kind: AgentSourceKind.Cluster, Name: { } cluster } ? cluster : null,
        Identity = status.Identity,
        Domain = status.Region is { } region && status.Zone is { } zone ? new FaultDomain(region, zone) : null,
    };

    /// <summary>What the status of an object says of an agent itself.</summary>
    public static V1Alpha1AgentStatus Describe(V1Alpha1AgentStatus status, string id, AgentInfo info) => status with
    {
        Id = id,
        Source = info.Cluster is { } cluster
            ? new AgentSource { Kind = AgentSourceKind.Cluster, Name = cluster }
            : status.Source ?? new AgentSource { Kind = AgentSourceKind.Host },
        Hostname = info.Hostname,
        Address = info.Ip,
        Port = info.Port,
        Version = info.Version,
        Identity = string.IsNullOrEmpty(info.Identity) ? null : info.Identity,
        Attributes = info.Attributes.IsEmpty ? null : info.Attributes.DistinctBy(attribute => attribute.Name).ToDictionary(attribute => attribute.Name, AttributeText.Of),
        Region = info.Domain?.Region,
        Zone = info.Domain?.Zone,
        Total = ResourceValues.From(info.Resources),
    };

    /// <summary>The duty that a user wants of an agent.</summary>
    public static AgentDuty DutyOf(V1Alpha1AgentSpec spec, Instant since) => spec switch
    {
        { Drain: { } drain } => new(
            AgentMode.Draining,
            new DrainPlan(
                drain.MaxGracePeriodSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                drain.MarkGone ? AfterDrain.MarkGone : AfterDrain.Keep),
            since),
        { Deactivated: true } => new(AgentMode.Deactivated, null, since),
        _ => AgentDuty.Active,
    };

    /// <summary>The spec that wants a duty; what else it wants stays.</summary>
    public static V1Alpha1AgentSpec Want(V1Alpha1AgentSpec spec, AgentDuty duty) => spec with
    {
        Deactivated = duty.Mode == AgentMode.Deactivated,
        Drain = !duty.IsDrain ? null : new AgentDrain
        {
            MaxGracePeriodSeconds = duty.Drain?.MaxGracePeriod is { } grace ? (int)grace.TotalSeconds : null,
            MarkGone = duty.Drain?.After == AfterDrain.MarkGone,
        },
    };
}
