using System.Collections.Immutable;

namespace MesosOperator.Core.Provisioning;

/// <summary>A need that the plan does not meet.</summary>
/// <param name="Need">What is left of it.</param>
/// <param name="Obstacles">How many of the machines that clouds have are kept off by what, the most first; none where there are no pools.</param>
public sealed record UnmetNeed(Need Need, ImmutableArray<(Obstacle Obstacle, int Choices)> Obstacles);
