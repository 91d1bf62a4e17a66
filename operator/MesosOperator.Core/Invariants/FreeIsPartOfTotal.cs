using MesosOperator.Core.Agents;

namespace MesosOperator.Core.Invariants;

/// <summary>What is free on an agent is part of what it has. The cheap side of <see cref="ResourcesAreConserved"/>, checked after every event.</summary>
public static class FreeIsPartOfTotal
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(Agent agent) => agent.Total.Covers(agent.Free)
        ? null
        : $"agent {agent.Id} has {agent.Total}, but {agent.Free} is free";
}
