using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Protocol.Mapping.Agents;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Offers;

/// <summary>Offers as frameworks read them.</summary>
public static class OffersToWire
{
    /// <summary>Maps an offer in the form that the framework's capabilities ask for (semantics 3.5).</summary>
    public static Wire.Offer Map(OffersMade.Item item, FrameworkCapabilities capabilities)
    {
        ArgumentNullException.ThrowIfNull(item);
        var (offer, agent) = (item.Offer, item.Agent);
        var mapped = new Wire.Offer
        {
            Id = new Wire.OfferID { Value = offer.Id.Value },
            FrameworkId = new Wire.FrameworkID { Value = offer.FrameworkId.Value },
            AgentId = new Wire.AgentID { Value = offer.AgentId.Value },
            Hostname = agent.Hostname,
            Url = AgentToWire.Url(agent),
            Domain = AgentToWire.Domain(agent),
            Resources = { ResourcesToWire.ForFramework(offer.Resources, offer.Role, capabilities) },
            Attributes = { agent.Attributes.Select(AttributesToWire.Map) },
            Unavailability = MaintenanceToWire.Map(item.Unavailability),
            ExecutorIds = { item.Executors.Select(id => new Wire.ExecutorID { Value = id.Value }) },
        };
        if ((capabilities & FrameworkCapabilities.MultiRole) != 0)
        {
            mapped.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = offer.Role.Value };
        }

        return mapped;
    }
}
