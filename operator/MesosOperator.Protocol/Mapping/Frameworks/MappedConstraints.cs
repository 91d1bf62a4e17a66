using MesosOperator.Core.Constraints;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>What a framework demands of agents, or the first fault in it.</summary>
internal sealed record MappedConstraints(OfferConstraints Constraints, string? Problem);
