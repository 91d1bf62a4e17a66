using Google.Protobuf;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Executors;

/// <summary>What an operator says about executors, briefly.</summary>
internal static class ExecutorOrders
{
    public const string Executor = "e1";

    public static ExecutorID ExecutorId => new() { Value = Executor };

    /// <summary>An executor that is a command of the shell.</summary>
    public static ExecutorInfo Info(string command) => new()
    {
        Type = ExecutorInfo.Types.Type.Custom,
        ExecutorId = ExecutorId,
        Command = new CommandInfo { Value = command },
        Resources = { Scalar("cpus", 0.1), Scalar("mem", 64) },
    };

    public static TaskInfo Task(string id, string wish, ExecutorInfo? executor = null) => new()
    {
        Name = id,
        TaskId = new TaskID { Value = id },
        AgentId = new AgentID { Value = Orders.Agent },
        Executor = executor,
        Data = ByteString.CopyFromUtf8(wish),
        Resources = { Scalar("cpus", 0.1), Scalar("mem", 64) },
    };

    public static OperatorMessage Run(string id, string wish, ExecutorInfo executor, bool isToStart = true)
    {
        var order = Orders.Run(Task(id, wish, executor));
        order.RunTask.StartExecutor = isToStart;
        return order;
    }

    /// <summary>The agent itself, as executor of groups.</summary>
    public static ExecutorInfo Default(string id = Executor) => new()
    {
        Type = ExecutorInfo.Types.Type.Default,
        ExecutorId = new ExecutorID { Value = id },
        FrameworkId = Orders.FrameworkId,
        Resources = { Scalar("cpus", 0.1), Scalar("mem", 32) },
    };

    /// <summary>A task of a group that is a command of the shell.</summary>
    public static TaskInfo Command(string id, string command)
    {
        var task = Task(id, "");
        task.Command = new CommandInfo { Value = command };
        return task;
    }

    public static OperatorMessage RunGroup(ExecutorInfo executor, params TaskInfo[] tasks) => new()
    {
        RunGroup = new OperatorMessage.Types.RunGroup
        {
            Framework = Orders.FrameworkInfo(),
            Executor = executor,
            Tasks = { tasks },
            AllocationRole = "dev",
            StartExecutor = true,
        },
    };

    /// <summary>A task of a framework whose executors outlive the agent.</summary>
    public static OperatorMessage RunDurable(string id, string wish, ExecutorInfo executor)
    {
        var order = Run(id, wish, executor);
        order.RunTask.Framework.Checkpoint = true;
        return order;
    }

    public static OperatorMessage ShutDown() => new()
    {
        ShutdownExecutor = new OperatorMessage.Types.ShutdownExecutor { FrameworkId = Orders.FrameworkId, ExecutorId = ExecutorId },
    };

    public static OperatorMessage Message(string text) => new()
    {
        FrameworkMessage = new OperatorMessage.Types.FrameworkMessage
        {
            FrameworkId = Orders.FrameworkId,
            ExecutorId = ExecutorId,
            Data = ByteString.CopyFromUtf8(text),
        },
    };

    public static Resource Scalar(string name, double amount) => new()
    {
        Name = name,
        Type = Value.Types.Type.Scalar,
        Scalar = new Value.Types.Scalar { Value = amount },
    };
}
