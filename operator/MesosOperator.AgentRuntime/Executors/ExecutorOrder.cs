using System.Collections.Immutable;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>An order to run tasks on an executor of their framework.</summary>
/// <param name="Framework">Whose tasks they are.</param>
/// <param name="Executor">Who runs them.</param>
/// <param name="Tasks">One, or those of a group.</param>
/// <param name="AllocationRole">The role that their resources are allocated to.</param>
internal sealed record ExecutorOrder(FrameworkInfo Framework, ExecutorInfo Executor, ImmutableArray<TaskInfo> Tasks, string AllocationRole)
{
    /// <summary>Whether the tasks are handed over together, and killed together until then.</summary>
    public bool IsGroup { get; private init; }

    /// <summary>Whether the operator wants the executor started, and else believes that it runs.</summary>
    public bool IsToStart { get; private init; }

    public static ExecutorOrder Of(OperatorMessage.Types.RunTask order) =>
        new(order.Framework, order.Task.Executor, [order.Task], order.AllocationRole) { IsToStart = order.StartExecutor };

    public static ExecutorOrder Of(OperatorMessage.Types.RunGroup order) =>
        new(order.Framework, order.Executor, [.. order.Tasks], order.AllocationRole) { IsToStart = order.StartExecutor, IsGroup = true };
}
