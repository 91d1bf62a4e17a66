using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Invariants;

/// <summary>A task is on one agent, the one that its framework believes it on.</summary>
public static class TasksRunOnce
{
    /// <summary>What breaks the law, or null.</summary>
    public static string? Violation(IEnumerable<Agent> agents, IEnumerable<Framework> frameworks)
    {
        var placed = new Dictionary<(FrameworkId, TaskId), AgentId>();
        foreach (var agent in agents)
            foreach (var (key, _) in agent.Tasks)
                if (!placed.TryAdd(key, agent.Id))
                    return $"task {key.Task} of framework {key.Framework} is on agent {placed[key]} and on agent {agent.Id}";
        foreach (var framework in frameworks)
            foreach (var task in framework.Tasks.Values)
                if (!placed.Remove((framework.Id, task.Id), out var agent) || agent != task.AgentId)
                    return $"task {task.Id} of framework {framework.Id} is not on its agent {task.AgentId}";
        return placed.Count == 0 ? null : $"an agent holds {placed.Count} tasks that no framework knows";
    }
}
