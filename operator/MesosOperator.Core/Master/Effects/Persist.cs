using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Effects;

/// <summary>Something that must be durable before anybody is told of it.</summary>
public abstract record Persist
{
    /// <summary>Keep a framework's id and description.</summary>
    public sealed record Framework(FrameworkId FrameworkId, FrameworkInfo Info) : Persist;

    /// <summary>Remember that a framework is gone.</summary>
    public sealed record FrameworkRemoval(FrameworkId FrameworkId) : Persist;

    /// <summary>Keep a role's quota.</summary>
    public sealed record Quota(RoleName Role, Allocation.Quota Value) : Persist;

    /// <summary>Keep a role's weight, in thousandths.</summary>
    public sealed record Weight(RoleName Role, int WeightMilli) : Persist;

    /// <summary>Keep an agent's id and description.</summary>
    public sealed record Agent(AgentId AgentId, AgentInfo Info) : Persist;

    /// <summary>Remember that an agent has left.</summary>
    public sealed record AgentRemoval(AgentId AgentId) : Persist;

    /// <summary>Keep what an operator wants of an agent; nothing needs to be kept of an active one.</summary>
    public sealed record AgentDuty(AgentId AgentId, Agents.AgentDuty Duty) : Persist;

    /// <summary>Keep which machines are scheduled for maintenance and which are under it.</summary>
    public sealed record Maintenance(MaintenancePlan Plan) : Persist;

    /// <summary>Keep what of an agent nobody else knows, in place of what was kept of it before.</summary>
    public sealed record AgentBooks(AgentId AgentId, Agents.AgentBooks Books) : Persist;

    /// <summary>Remember that an agent was marked gone: it may never come back.</summary>
    public sealed record AgentGone(AgentId AgentId, Instant At) : Persist;
}
