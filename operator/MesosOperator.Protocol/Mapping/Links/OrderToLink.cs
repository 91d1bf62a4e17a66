using Google.Protobuf;
using MesosOperator.Core.Agents;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mapping.Tasks;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Links;

/// <summary>Orders of the core, as messages on the link of an agent.</summary>
/// <param name="pingInterval">The time between two pings, which the agent is told when it is welcomed.</param>
/// <param name="pingMissesAllowed">How many pings may be missed before either side gives the link up.</param>
/// <param name="epoch">Says in which term of leadership orders are given.</param>
public sealed class OrderToLink(TimeSpan pingInterval, int pingMissesAllowed, Func<long> epoch)
{
    /// <summary>Maps an order.</summary>
    public OperatorMessage Map(AgentOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order switch
        {
            AgentOrder.Welcome welcome => new()
            {
                Registered = new OperatorMessage.Types.Registered
                {
                    AgentId = new Wire.AgentID { Value = welcome.AgentId.Value },
                    PingInterval = Durations.ToWire(pingInterval),
                    PingMissesAllowed = (uint)pingMissesAllowed,
                    Epoch = epoch(),
                },
            },
            AgentOrder.Refuse refuse => new() { Refused = new OperatorMessage.Types.Refused { Message = refuse.Message } },
            AgentOrder.ShutDownFramework framework => new()
            {
                ShutdownFramework = new OperatorMessage.Types.ShutdownFramework { FrameworkId = Id(framework.FrameworkId) },
            },
            AgentOrder.KeepResources keep => new()
            {
                KeepResources = new OperatorMessage.Types.KeepResources { Resources = { ResourcesToWire.Unallocated(keep.Kept) } },
            },
            AgentOrder.Drain { Plan: var plan } => new()
            {
                Drain = new OperatorMessage.Types.Drain
                {
                    MaxGracePeriod = plan.MaxGracePeriod is { } longest ? Durations.ToWire(longest) : null,
                    MarkGone = plan.After == AfterDrain.MarkGone,
                },
            },
            AgentOrder.ShutDown shutDown => new() { Shutdown = new OperatorMessage.Types.Shutdown { Message = shutDown.Message } },
            _ => OfTask(order),
        };
    }

    private static OperatorMessage OfTask(AgentOrder order) => order switch
    {
        AgentOrder.RunTask run => new() { RunTask = Run(run) },
        AgentOrder.RunGroup run => new() { RunGroup = Run(run) },
        AgentOrder.KillTask kill => new()
        {
            KillTask = new OperatorMessage.Types.KillTask
            {
                FrameworkId = Id(kill.FrameworkId),
                TaskId = new Wire.TaskID { Value = kill.TaskId.Value },
                KillPolicy = KillPolicies.ToWire(kill.Policy),
            },
        },
        AgentOrder.AcknowledgeUpdate acknowledge => new()
        {
            AcknowledgeUpdate = new OperatorMessage.Types.AcknowledgeUpdate
            {
                FrameworkId = Id(acknowledge.FrameworkId),
                TaskId = new Wire.TaskID { Value = acknowledge.TaskId.Value },
                Uuid = UpdateIds.ToWire(acknowledge.UpdateId),
            },
        },
        AgentOrder.ReconcileTasks reconcile => new()
        {
            ReconcileTasks = new OperatorMessage.Types.ReconcileTasks
            {
                Tasks =
                {
                    reconcile.TaskIds.Select(id => new OperatorMessage.Types.ReconcileTasks.Types.Entry
                    {
                        FrameworkId = Id(reconcile.FrameworkId),
                        TaskId = new Wire.TaskID { Value = id.Value },
                    }),
                },
            },
        },
        _ => OfExecutor(order),
    };

    private static OperatorMessage OfExecutor(AgentOrder order) => order switch
    {
        AgentOrder.ShutDownExecutor executor => new()
        {
            ShutdownExecutor = new OperatorMessage.Types.ShutdownExecutor
            {
                FrameworkId = Id(executor.FrameworkId),
                ExecutorId = new Wire.ExecutorID { Value = executor.ExecutorId.Value },
            },
        },
        AgentOrder.DeliverMessage message => new()
        {
            FrameworkMessage = new OperatorMessage.Types.FrameworkMessage
            {
                FrameworkId = Id(message.FrameworkId),
                ExecutorId = new Wire.ExecutorID { Value = message.ExecutorId.Value },
                Data = UnsafeByteOperations.UnsafeWrap(message.Data.Bytes),
            },
        },
        _ => throw new ArgumentException($"{order.GetType().Name} is not an order for an agent", nameof(order)),
    };

    /// <summary>The resources say the role that they are allocated to, so that the agent can say it again after a restart of the operator.</summary>
    private static OperatorMessage.Types.RunTask Run(AgentOrder.RunTask run)
    {
        var task = Task(run.Task, run.Role);
        if (run.Task.Executor is { } executor)
        {
            task.Executor = ExecutorToWire.Map(new(executor, run.FrameworkId, run.Task.AgentId, run.Role));
        }

        var mapped = new OperatorMessage.Types.RunTask { Framework = Framework(run.FrameworkId, run.Framework), Task = task, AllocationRole = run.Role.Value };
        if (run.Task.Executor is not null)
        {
            mapped.StartExecutor = run.StartsExecutor;
        }

        return mapped;
    }

    private static OperatorMessage.Types.RunGroup Run(AgentOrder.RunGroup run) => new()
    {
        Framework = Framework(run.FrameworkId, run.Framework),
        Executor = ExecutorToWire.Map(new(run.Executor, run.FrameworkId, run.Tasks[0].AgentId, run.Role)),
        Tasks = { run.Tasks.Select(task => Task(task, run.Role)) },
        AllocationRole = run.Role.Value,
        StartExecutor = run.StartsExecutor,
    };

    private static Wire.FrameworkInfo Framework(Core.Identity.FrameworkId id, Core.Frameworks.FrameworkInfo info)
    {
        var framework = FrameworkToWire.Map(info);
        framework.Id = Id(id);
        return framework;
    }

    private static Wire.TaskInfo Task(Core.Tasks.TaskInfo info, Core.Roles.RoleName role)
    {
        var task = Payloads.Decode<Wire.TaskInfo>(info.Description);
        foreach (var resource in task.Resources)
        {
            resource.AllocationInfo = new Wire.Resource.Types.AllocationInfo { Role = role.Value };
        }

        return task;
    }

    private static Wire.FrameworkID Id(Core.Identity.FrameworkId id) => new() { Value = id.Value };
}
