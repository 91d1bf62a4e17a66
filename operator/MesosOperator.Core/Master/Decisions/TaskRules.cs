using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a task must satisfy to be launched on an offer; the first problem is reported (semantics 3.7, cases K01 to K22).</summary>
internal static class TaskRules
{
    public static string? Problem(TaskInfo task, Framework framework, Offer offer, ExecutorsAtHand executors) =>
        IdentityProblem(task, framework, offer)
        ?? task.Defect
        ?? (task.Executor is null ? null : executors.Problem(task.Executor))
        ?? ChargeProblem(task, offer);

    public static string? IdentityProblem(TaskInfo task, Framework framework, Offer offer)
    {
        if (IdRules.Problem(task.Id.Value) is { } problem)
            return $"Invalid task ID: {problem}";
        if (framework.Tasks.ContainsKey(task.Id))
            return $"Task has duplicate ID: {task.Id}";
        return task.AgentId == offer.AgentId
            ? null
            : $"Task uses invalid agent {task.AgentId} while agent {offer.AgentId} is expected";
    }

    /// <summary>What a task takes, with its executor where that is to start, of what is left.</summary>
    public static string? ResourceProblem(TaskInfo task, ResourceSet cost, ResourceSet left) => left.Covers(task.Resources + cost)
        ? null
        : $"Total resources {task.Resources + cost} required by task and its executor is more than available {left}";

    public static string? ChargeProblem(TaskInfo task, Offer offer)
    {
        if (task.Resources.IsEmpty)
            return "Task uses no resources";
        return task.AllocationRole is { } role && role != offer.Role
            ? $"Task uses resources allocated to role '{role}' while the offer is allocated to role '{offer.Role}'"
            : null;
    }
}
