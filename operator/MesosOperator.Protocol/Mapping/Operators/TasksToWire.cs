using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1.Master;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>What runs, and what frameworks did, as operators read it.</summary>
public static class TasksToWire
{
    /// <summary>The tasks of all frameworks, those that are gone too.</summary>
    public static Response.Types.GetTasks Tasks(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var mapped = new Response.Types.GetTasks();
        foreach (var framework in view.Frameworks.Concat(view.CompletedFrameworks))
        {
            mapped.Tasks.AddRange(framework.Tasks.Where(task => task.State != TaskState.Unreachable).Select(TaskToWire.Map));
            mapped.UnreachableTasks.AddRange(framework.Tasks.Where(task => task.State == TaskState.Unreachable).Select(TaskToWire.Map));
            mapped.CompletedTasks.AddRange(framework.CompletedTasks.Select(TaskToWire.Map));
        }

        return mapped;
    }

    /// <summary>The frameworks' own executors that live.</summary>
    public static Response.Types.GetExecutors Executors(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var mapped = new Response.Types.GetExecutors();
        foreach (var executor in view.Frameworks.SelectMany(framework => framework.Executors))
        {
            mapped.Executors.Add(new Response.Types.GetExecutors.Types.Executor
            {
                ExecutorInfo = ExecutorToWire.Map(executor),
                AgentId = new Wire.AgentID { Value = executor.AgentId.Value },
            });
        }

        return mapped;
    }

    /// <summary>The operations that frameworks have named and not acknowledged yet.</summary>
    public static Response.Types.GetOperations Operations(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var mapped = new Response.Types.GetOperations();
        foreach (var framework in view.Frameworks)
        {
            mapped.Operations.AddRange(framework.Operations.Select(status => OperationStatusToWire.Operation(framework.Id, status)));
        }

        return mapped;
    }
}
