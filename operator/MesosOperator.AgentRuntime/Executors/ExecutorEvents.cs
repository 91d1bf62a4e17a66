using Google.Protobuf;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Executor;

namespace MesosOperator.AgentRuntime.Executors;

/// <summary>What an agent says to executors (mesos-wire 4).</summary>
internal static class ExecutorEvents
{
    public static readonly Event Heartbeat = new() { Type = Event.Types.Type.Heartbeat };

    public static readonly Event Shutdown = new() { Type = Event.Types.Type.Shutdown };

    public static Event Subscribed(ExecutorEntry executor, AgentInfo agent) => new()
    {
        Type = Event.Types.Type.Subscribed,
        Subscribed = new Event.Types.Subscribed
        {
            ExecutorInfo = executor.Info,
            FrameworkInfo = executor.Launch.Framework,
            AgentInfo = new AgentInfo(agent) { Id = new AgentID { Value = executor.Launch.AgentId } },
            ContainerId = new ContainerID { Value = executor.Launch.ContainerId },
        },
    };

    public static Event Launch(TaskInfo task) => new() { Type = Event.Types.Type.Launch, Launch = new Event.Types.Launch { Task = task } };

    public static Event LaunchGroup(IEnumerable<TaskInfo> tasks) => new()
    {
        Type = Event.Types.Type.LaunchGroup,
        LaunchGroup = new Event.Types.LaunchGroup { TaskGroup = new TaskGroupInfo { Tasks = { tasks } } },
    };

    public static Event Kill(TaskID task, KillPolicy? policy) => new()
    {
        Type = Event.Types.Type.Kill,
        Kill = new Event.Types.Kill { TaskId = task, KillPolicy = policy },
    };

    public static Event Acknowledged(TaskStatus status) => new()
    {
        Type = Event.Types.Type.Acknowledged,
        Acknowledged = new Event.Types.Acknowledged { TaskId = status.TaskId, Uuid = status.Uuid },
    };

    public static Event Message(ByteString data) => new() { Type = Event.Types.Type.Message, Message = new Event.Types.Message { Data = data } };
}
