using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Invariants;

/// <summary>
/// An executor's resources are held exactly while it has a life: it stands on its agent, which counts what it uses, as
/// long as its framework knows it, and on none that is out of reach.
/// </summary>
public static class ExecutorsHoldWhileTheyLive
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(IEnumerable<Agent> agents, IEnumerable<Agent> unreachable, IEnumerable<Framework> frameworks)
    {
        if (unreachable.FirstOrDefault(agent => agent.Executors.Count > 0) is { } away)
            return $"agent {away.Id} is out of reach and holds {away.Executors.Count} executors";
        var placed = new HashSet<(FrameworkId, AgentId, ExecutorId)>();
        foreach (var agent in agents)
            foreach (var executor in agent.Executors.Values)
                placed.Add((executor.FrameworkId, agent.Id, executor.Id));
        foreach (var framework in frameworks)
            foreach (var executor in framework.Executors.Values)
                if (!placed.Remove((framework.Id, executor.AgentId, executor.Id)))
                    return $"executor {executor.Id} of framework {framework.Id} lives and is not held on its agent {executor.AgentId}";
        return placed.Count == 0 ? null : $"agents hold {placed.Count} executors that no framework has";
    }
}
