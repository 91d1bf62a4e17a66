using MesosOperator.Core.Allocation;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>The quota that a role is to have; no guarantee and no limit takes it away.</summary>
public sealed record QuotaConfig(RoleName Role, Quota Quota);
