using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Agents;

/// <summary>What an agent is told on its link: the closed set of orders.</summary>
public abstract record AgentOrder
{
    /// <summary>You are registered under this id.</summary>
    public sealed record Welcome(AgentId AgentId) : AgentOrder;

    /// <summary>You may not register; stop, or start anew without the id.</summary>
    public sealed record Refuse(string Message) : AgentOrder;

    /// <summary>You may not register as who you say you are; what runs may go on until somebody has put that right.</summary>
    public sealed record TurnAway(string Message) : AgentOrder;

    /// <summary>Run a task.</summary>
    public sealed record RunTask(FrameworkId FrameworkId, FrameworkInfo Framework, TaskInfo Task, RoleName Role) : AgentOrder
    {
        /// <summary>Whether its executor, if it has one of its own, is to be started for it; if not it lives already, or the task is not to run.</summary>
        public bool StartsExecutor { get; init; }

        /// <summary>The agent's epoch, which tells it from copies that were given up before.</summary>
        public long Epoch { get; init; }
    }

    /// <summary>Run tasks together on one executor: all or none.</summary>
    public sealed record RunGroup(FrameworkId FrameworkId, FrameworkInfo Framework, ExecutorInfo Executor, ImmutableArray<TaskInfo> Tasks, RoleName Role)
        : AgentOrder
    {
        /// <summary>Whether the executor is to be started for it; if not it lives already, or no task is to run.</summary>
        public bool StartsExecutor { get; init; }

        /// <summary>The agent's epoch, which tells them from copies that were given up before.</summary>
        public long Epoch { get; init; }
    }

    /// <summary>Kill a task, gently first.</summary>
    public sealed record KillTask(FrameworkId FrameworkId, TaskId TaskId, KillPolicy? Policy) : AgentOrder;

    /// <summary>The framework has seen an update; send the task's next one.</summary>
    public sealed record AcknowledgeUpdate(FrameworkId FrameworkId, TaskId TaskId, UpdateId UpdateId) : AgentOrder;

    /// <summary>Say what became of tasks that you should have (case C09).</summary>
    public sealed record ReconcileTasks(FrameworkId FrameworkId, ImmutableArray<TaskId> TaskIds) : AgentOrder;

    /// <summary>A framework is gone: end all that it runs, without reports.</summary>
    public sealed record ShutDownFramework(FrameworkId FrameworkId) : AgentOrder;

    /// <summary>Keep these reservations and volumes, in place of those that you were told to keep before, and say them when you come back.</summary>
    public sealed record KeepResources(ResourceSet Kept) : AgentOrder;

    /// <summary>End every task, none with more grace than the plan gives; for frameworks that can tell, as gone for good where the plan says so.</summary>
    public sealed record Drain(DrainPlan Plan) : AgentOrder;

    /// <summary>End every task and stop for good: you were marked gone.</summary>
    public sealed record ShutDown(string Message) : AgentOrder;

    /// <summary>End an executor and its tasks.</summary>
    public sealed record ShutDownExecutor(FrameworkId FrameworkId, ExecutorId ExecutorId) : AgentOrder;

    /// <summary>Hand a message to an executor; best effort.</summary>
    public sealed record DeliverMessage(FrameworkId FrameworkId, ExecutorId ExecutorId, Payload Data) : AgentOrder;
}
