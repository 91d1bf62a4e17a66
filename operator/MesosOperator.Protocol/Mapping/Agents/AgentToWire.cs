using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>An agent's description as operators and executors read it.</summary>
public static class AgentToWire
{
    /// <summary>Maps a description.</summary>
    public static Wire.AgentInfo Map(AgentId id, AgentInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new()
        {
            Hostname = info.Hostname,
            Port = info.Port,
            Resources = { ResourcesToWire.Unallocated(info.Resources) },
            Attributes = { info.Attributes.Select(AttributesToWire.Map) },
            Id = new Wire.AgentID { Value = id.Value },
            Domain = Domain(info),
        };
    }

    /// <summary>Where the agent serves its endpoints: below the name of its process, as in Mesos.</summary>
    public static Wire.URL Url(AgentInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return new()
        {
            Scheme = "http",
            Address = new Wire.Address { Hostname = info.Hostname, Ip = info.Ip, Port = info.Port },
            Path = "/slave(1)",
        };
    }

    /// <summary>Where the agent stands, or null.</summary>
    public static Wire.DomainInfo? Domain(AgentInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.Domain is not { } domain ? null : new Wire.DomainInfo
        {
            FaultDomain = new Wire.DomainInfo.Types.FaultDomain
            {
                Region = new Wire.DomainInfo.Types.FaultDomain.Types.RegionInfo { Name = domain.Region },
                Zone = new Wire.DomainInfo.Types.FaultDomain.Types.ZoneInfo { Name = domain.Zone },
            },
        };
    }

    /// <summary>How far the drain of an agent is, or null where it is not drained.</summary>
    public static Wire.DrainInfo? Drain(AgentDuty duty)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return duty.Drain is not { } plan ? null : new Wire.DrainInfo
        {
            State = duty.Mode == AgentMode.Drained ? Wire.DrainState.Drained : Wire.DrainState.Draining,
            Config = new Wire.DrainConfig
            {
                MaxGracePeriod = plan.MaxGracePeriod is { } grace ? Durations.ToWire(grace) : null,
                MarkGone = plan.After == AfterDrain.MarkGone,
            },
        };
    }
}
