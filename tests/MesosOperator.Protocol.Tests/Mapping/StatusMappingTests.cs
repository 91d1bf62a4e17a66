using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Protocol.Codecs;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using MesosOperator.Protocol.Tests.Codecs;
using MesosOperator.Protocol.Tests.Recorded;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Tests.Mapping;

/// <summary>Reports on tasks, there and back.</summary>
public sealed class StatusMappingTests
{
    public static TheoryData<string> RecordedUpdates => [.. Capture.Names("0", ".json").Where(name => name.Contains("UPDATE"))];

    [Theory, MemberData(nameof(RecordedUpdates))]
    public void A_recorded_update_comes_back_equal(string file)
    {
        var status = MessageCodec.Json.Parse<Event>(Capture.Bytes(file)).Update.Status;

        var again = StatusToWire.Map(StatusFromWire.Map(status));

        Assert.Equal(status.Timestamp, again.Timestamp, 1e-6);
        again.Timestamp = status.Timestamp;
        Assert.Equal(status, again);
    }

    [Fact]
    public void Whatever_else_is_said_comes_back()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var status = new RandomMessage(seed).Make<Wire.TaskStatus>();
            status.ClearUuid();
            status.ClearTimestamp();
            status.UnreachableTime = null;
            status.Source = Wire.TaskStatus.Types.Source.Agent;

            var again = StatusToWire.Map(StatusFromWire.Map(status));

            again.ClearTimestamp();
            Assert.Equal(status, again);
        }
    }

    [Fact]
    public void Nothing_is_carried_when_nothing_else_is_said()
    {
        var status = new Wire.TaskStatus { TaskId = new Wire.TaskID { Value = "t" }, State = Wire.TaskState.TaskRunning, Healthy = true };

        Assert.Null(StatusFromWire.Map(status).Details);
    }

    [Fact]
    public void Every_state_has_its_counterpart()
    {
        foreach (var state in Enum.GetValues<TaskState>())
        {
            Assert.Equal(state, TaskStates.FromWire(TaskStates.ToWire(state)));
        }

        Assert.Equal(Enum.GetValues<Wire.TaskState>().Length, Enum.GetValues<TaskState>().Select(TaskStates.ToWire).Distinct().Count());
    }

    [Fact]
    public void Every_reason_has_its_counterpart()
    {
        foreach (var reason in Enum.GetValues<Wire.TaskStatus.Types.Reason>())
        {
            Assert.Equal(reason, StatusReasons.ToWire(StatusReasons.FromWire(reason)));
        }

        Assert.Equal(Wire.TaskStatus.Types.Reason.ContainerLimitationMemory, StatusReasons.ToWire(StatusReason.ContainerLimitationMemory));
    }

    [Fact]
    public void A_master_without_more_to_say_says_as_little_as_a_real_one()
    {
        var status = new Core.Tasks.TaskStatus(new Core.Identity.TaskId("nope"), TaskState.Lost, StatusSource.Master)
        {
            Reason = StatusReason.Reconciliation,
            Message = "Reconciliation: Task is unknown",
            Timestamp = Instant.FromSeconds(2),
        };

        Assert.Equal(
            """{"task_id":{"value":"nope"},"state":"TASK_LOST","message":"Reconciliation: Task is unknown","source":"SOURCE_MASTER","reason":"REASON_RECONCILIATION","timestamp":2.0}""",
            Parse.Text(StatusToWire.Map(status)));
    }
}
