using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Maintenance;

/// <summary>Asks a framework to leave an agent before it becomes unavailable. Whatever the answer, nothing is taken from it.</summary>
public sealed record InverseOffer(OfferId Id, FrameworkId FrameworkId, AgentId AgentId, Unavailability Unavailability);
