using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using Capability = MesosOperator.Protocol.Mesos.V1.FrameworkInfo.Types.Capability;

namespace MesosOperator.AgentRuntime.Tests.Support;

/// <summary>What an operator says, briefly.</summary>
internal static class Orders
{
    public const string Agent = "agent-1";
    public const string Framework = "framework-1";

    public static FrameworkID FrameworkId => new() { Value = Framework };

    public static FrameworkInfo FrameworkInfo(params Capability.Types.Type[] capabilities) => new()
    {
        User = "",
        Name = "test",
        Id = FrameworkId,
        Capabilities = { capabilities.Select(type => new Capability { Type = type }) },
    };

    public static TaskInfo Task(string id, string command) => new()
    {
        Name = id,
        TaskId = new TaskID { Value = id },
        AgentId = new AgentID { Value = Agent },
        Command = new CommandInfo { Value = command },
        Resources = { new Resource { Name = "cpus", Type = Value.Types.Type.Scalar, Scalar = new Value.Types.Scalar { Value = 0.1 } } },
    };

    public static OperatorMessage Run(TaskInfo task, params Capability.Types.Type[] capabilities) => new()
    {
        RunTask = new OperatorMessage.Types.RunTask { Framework = FrameworkInfo(capabilities), Task = task, AllocationRole = "dev" },
    };

    public static OperatorMessage Run(string id, string command) => Run(Task(id, command));

    /// <summary>A task of a framework whose tasks outlive the agent.</summary>
    public static OperatorMessage RunDurable(TaskInfo task)
    {
        var order = Run(task);
        order.RunTask.Framework.Checkpoint = true;
        return order;
    }

    public static OperatorMessage RunDurable(string id, string command) => RunDurable(Task(id, command));

    public static OperatorMessage Kill(string id, double? graceSeconds = null) => new()
    {
        KillTask = new OperatorMessage.Types.KillTask
        {
            FrameworkId = FrameworkId,
            TaskId = new TaskID { Value = id },
            KillPolicy = graceSeconds is { } seconds ? new KillPolicy { GracePeriod = Seconds(seconds) } : null,
        },
    };

    public static OperatorMessage Acknowledge(AgentMessage.Types.UpdateStatus update) => new()
    {
        AcknowledgeUpdate = new OperatorMessage.Types.AcknowledgeUpdate
        {
            FrameworkId = update.FrameworkId,
            TaskId = update.Status.TaskId,
            Uuid = update.Status.Uuid,
        },
    };

    public static OperatorMessage ShutdownFramework() => new()
    {
        ShutdownFramework = new OperatorMessage.Types.ShutdownFramework { FrameworkId = FrameworkId },
    };

    public static OperatorMessage Drain(double? graceSeconds = null, bool isForGood = false) => new()
    {
        Drain = new OperatorMessage.Types.Drain { MaxGracePeriod = graceSeconds is { } seconds ? Seconds(seconds) : null, MarkGone = isForGood },
    };

    public static DurationInfo Seconds(double seconds) => new() { Nanoseconds = (long)(seconds * 1e9) };
}
