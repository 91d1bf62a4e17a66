using System.Globalization;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a task group must satisfy to be launched; one problem voids all of it (semantics 3.7, case K15).</summary>
internal static class GroupRules
{
    private static readonly ResourceQuantity[] Least = [new(ResourceName.Cpus, new(10)), new(ResourceName.Memory, new(32_000))];

    public static string? Problem(OfferOperation.LaunchGroup group, Framework framework, Offer offer, ExecutorsAtHand executors, IReadOnlySet<TaskId> launched) =>
        group.Defect
        ?? (group.Tasks.IsEmpty ? "Task group cannot be empty" : null)
        ?? executors.Problem(group.Executor)
        ?? (executors.Lives(group.Executor.Id) ? null : TooLittle(group.Executor))
        ?? group.Tasks.Select(task => Problem(task, framework, offer)).FirstOrDefault(problem => problem is not null)
        ?? Doubled(group, launched);

    /// <summary>What the group takes in all of what is left; what is shared, each task for itself.</summary>
    public static string? ResourceProblem(OfferOperation.LaunchGroup group, ResourceSet cost, ResourceSet left)
    {
        var needed = group.Tasks.Aggregate(cost, (sum, task) => sum + task.Resources);
        return left.Covers(needed.Exclusive) && group.Tasks.All(task => left.Covers(task.Resources))
            ? null
            : $"Total resources {needed} required by task group and its executor is more than available {left}";
    }

    private static string? Problem(TaskInfo task, Framework framework, Offer offer) =>
        (TaskRules.IdentityProblem(task, framework, offer) ?? task.Defect ?? TaskRules.ChargeProblem(task, offer)) is { } problem
            ? $"Task '{task.Id}' is invalid: {problem}"
            : null;

    private static string? Doubled(OfferOperation.LaunchGroup group, IReadOnlySet<TaskId> launched)
    {
        var seen = new HashSet<TaskId>(launched);
        return group.Tasks.Where(task => !seen.Add(task.Id)).Select(task => $"Task '{task.Id}' is invalid: Task has duplicate ID: {task.Id}").FirstOrDefault();
    }

    /// <summary>Smaller executors are only frowned upon outside of groups.</summary>
    private static string? TooLittle(ExecutorInfo executor)
    {
        foreach (var least in Least)
            if (executor.Resources.Quantities.Get(least.Name) is var has && has < least.Amount)
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"Executor '{executor.Id}' uses {has.ToUnits()} {least.Name}, which is less than the minimum of {least.Amount.ToUnits()}");
        return executor.Resources.Quantities.Get(ResourceName.Disk) == default ? $"Executor '{executor.Id}' uses no disk" : null;
    }
}
