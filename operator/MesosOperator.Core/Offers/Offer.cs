using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Offers;

/// <summary>Resources of one agent that one framework may take for one role; nobody else is offered them meanwhile.</summary>
public sealed record Offer(
    OfferId Id,
    FrameworkId FrameworkId,
    AgentId AgentId,
    RoleName Role,
    ResourceSet Resources,
    Instant MadeAt);
