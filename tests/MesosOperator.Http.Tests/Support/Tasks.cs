using Google.Protobuf;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Mesos.V1.Scheduler;

namespace MesosOperator.Http.Tests.Support;

/// <summary>Tasks and what is said of them.</summary>
public static class Tasks
{
    public static readonly ByteString Uuid = ByteString.CopyFrom([.. Enumerable.Range(1, 16).Select(number => (byte)number)]);

    public static TaskInfo Command(string id, Offer offer) => new()
    {
        Name = id,
        TaskId = new() { Value = id },
        AgentId = offer.AgentId,
        Command = new() { Value = "true" },
        Resources = { new Resource { Name = "cpus", Type = Value.Types.Type.Scalar, Scalar = new() { Value = 1 } } },
    };

    public static Call Launch(Offer offer, params IEnumerable<TaskInfo> tasks) => new()
    {
        Type = Call.Types.Type.Accept,
        Accept = new()
        {
            OfferIds = { offer.Id },
            Operations =
            {
                new Offer.Types.Operation { Type = Offer.Types.Operation.Types.Type.Launch, Launch = new() { TaskInfos = { tasks } } },
            },
        },
    };

    public static AgentMessage Running(string task, string framework, string agent) => new()
    {
        UpdateStatus = new()
        {
            FrameworkId = new() { Value = framework },
            LatestState = TaskState.TaskRunning,
            Status = new()
            {
                TaskId = new() { Value = task },
                AgentId = new() { Value = agent },
                State = TaskState.TaskRunning,
                Source = Protocol.Mesos.V1.TaskStatus.Types.Source.Executor,
                Timestamp = 1_767_323_045,
                Uuid = Uuid,
            },
        },
    };
}
