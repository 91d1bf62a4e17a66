using MesosOperator.Core.Agents;
using MesosOperator.Core.Maintenance;
using MesosOperator.Protocol.Mapping.Agents;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Maintenance;

/// <summary>Inverse offers as frameworks and operators read them: they name no resources, and mean all of an agent.</summary>
public static class InverseOffersToWire
{
    /// <summary>Maps an inverse offer of an agent.</summary>
    public static Wire.InverseOffer Map(InverseOffer offer, AgentInfo agent)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return new()
        {
            Id = new Wire.OfferID { Value = offer.Id.Value },
            Url = AgentToWire.Url(agent),
            FrameworkId = new Wire.FrameworkID { Value = offer.FrameworkId.Value },
            AgentId = new Wire.AgentID { Value = offer.AgentId.Value },
            Unavailability = MaintenanceToWire.Map(offer.Unavailability),
        };
    }
}
