using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>A demand as a framework states it; where it names no role, the first of its own is meant.</summary>
public sealed record StatedDemand(RoleName? Role, ResourceQuantities Resources, int Count);
