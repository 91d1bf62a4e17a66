using MesosOperator.Core.Allocation;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Events;

/// <summary>What was changed about a role.</summary>
public abstract record RoleEvent(RoleName Role) : MasterEvent
{
    /// <summary>A role has another quota.</summary>
    public sealed record QuotaSet(RoleName Role, Quota Quota) : RoleEvent(Role);

    /// <summary>A role has another weight, in thousandths.</summary>
    public sealed record WeightSet(RoleName Role, int WeightMilli) : RoleEvent(Role);
}
