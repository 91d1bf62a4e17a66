using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Maintenance;

/// <summary>The last answer of a framework to being asked to leave an agent; it is not asked again before a moment.</summary>
public sealed record InverseOfferStatus(FrameworkId FrameworkId, InverseAnswer Answer, Instant At, Instant AskAgainAt);
