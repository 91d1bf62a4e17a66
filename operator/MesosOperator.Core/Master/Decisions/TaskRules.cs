using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a task must satisfy to be launched on an offer; the first problem is reported (semantics 3.7, cases K01 to K22).</summary>
internal static class TaskRules
{
    public static string? Problem(TaskInfo task, Framework framework, Offer offer, ResourceSet left) =>
        IdentityProblem(task, framework, offer)
        ?? task.Defect
        ?? ExecutorProblem(task)
        ?? ResourceProblem(task, offer, left);

    private static string? IdentityProblem(TaskInfo task, Framework framework, Offer offer)
    {
        if (IdRules.Problem(task.Id.Value) is { } problem)
            return $"Invalid task ID: {problem}";
        if (framework.Tasks.ContainsKey(task.Id))
            return $"Task has duplicate ID: {task.Id}";
        return task.AgentId == offer.AgentId
            ? null
            : $"Task uses invalid agent {task.AgentId} while agent {offer.AgentId} is expected";
    }

    private static string? ExecutorProblem(TaskInfo task) =>
        task.Executor is null ? null : "Executors of frameworks are not served by this operator: give the task a command";

    private static string? ResourceProblem(TaskInfo task, Offer offer, ResourceSet left)
    {
        if (task.Resources.IsEmpty)
            return "Task uses no resources";
        if (task.AllocationRole is { } role && role != offer.Role)
            return $"Task uses resources allocated to role '{role}' while the offer is allocated to role '{offer.Role}'";
        return left.Covers(task.Resources)
            ? null
            : $"Total resources {task.Resources} required by task and its executor is more than available {left}";
    }
}
