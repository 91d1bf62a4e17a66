using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Master.Events;

/// <summary>What happened about maintenance.</summary>
public abstract record MaintenanceEvent : MasterEvent
{
    /// <summary>Other machines are scheduled, or under maintenance; offers of agents to which it makes a difference have ended before.</summary>
    public sealed record Planned(MaintenancePlan Plan) : MaintenanceEvent;

    /// <summary>A framework is asked to leave an agent.</summary>
    public sealed record Asked(InverseOffer Offer) : MaintenanceEvent;

    /// <summary>An inverse offer ended.</summary>
    public sealed record Ended(InverseOffer Offer, OfferEnd End) : MaintenanceEvent;

    /// <summary>A framework answered to being asked to leave an agent; the inverse offer has ended before.</summary>
    public sealed record Answered(AgentId AgentId, InverseOfferStatus Status) : MaintenanceEvent;
}
