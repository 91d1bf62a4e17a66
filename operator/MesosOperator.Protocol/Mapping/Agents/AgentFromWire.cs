using MesosOperator.Core.Agents;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>What an agent says about itself.</summary>
public static class AgentFromWire
{
    /// <summary>Maps a description; <paramref name="ip"/> is the address at which the agent serves its own endpoints.</summary>
    public static MappedAgent Map(
        Wire.AgentInfo info, string ip, string version, IEnumerable<Wire.AgentInfo.Types.Capability> capabilities)
    {
        ArgumentNullException.ThrowIfNull(info);
        var resources = ResourcesFromWire.Map(info.Resources);
        var problem = resources.Problem ?? info.Attributes.Select(AttributesFromWire.Problem).FirstOrDefault(found => found is not null);
        var mapped = new AgentInfo(info.Hostname, ip, info.Port, resources.Resources)
        {
            Attributes = problem is null ? AttributesFromWire.Map(info.Attributes) : [],
            Domain = info.Domain?.FaultDomain is { } domain ? new FaultDomain(domain.Region.Name, domain.Zone.Name) : null,
            Capabilities = AgentCapabilityNames.FromWire(capabilities),
            Version = version,
        };
        return new(mapped, problem);
    }
}
