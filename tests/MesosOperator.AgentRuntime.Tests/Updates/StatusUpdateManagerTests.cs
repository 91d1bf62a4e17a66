using Google.Protobuf;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tests.Updates;

public sealed class StatusUpdateManagerTests
{
    private static readonly TaskKey Task1 = new("f1", "t1");
    private static readonly TaskKey Task2 = new("f1", "t2");
    private static readonly Instant Start = Instant.FromSeconds(1_000);

    private readonly StatusUpdateManager _updates = new();

    [Fact]
    public void One_update_of_a_task_is_in_flight_and_the_next_waits_for_its_acknowledgement()
    {
        _updates.Resume(Start);

        var first = _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);
        var second = _updates.Add(Task1, Status(2, TaskState.TaskRunning), Start);
        var other = _updates.Add(Task2, Status(3, TaskState.TaskStarting), Start);

        Assert.Equal((TaskState.TaskStarting, TaskState.TaskStarting), (first!.Status.State, first.LatestState));
        Assert.Null(second);
        Assert.Equal(TaskState.TaskStarting, other!.Status.State);
        var next = _updates.Acknowledge(Task1, Uuid(1), Start).Next;
        Assert.Equal((TaskState.TaskRunning, TaskState.TaskRunning), (next!.Status.State, next.LatestState));
    }

    [Fact]
    public void Every_sending_tells_the_newest_state()
    {
        _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);
        _updates.Add(Task1, Status(2, TaskState.TaskFinished), Start);

        var sent = Assert.Single(_updates.Resume(Start));

        Assert.Equal((TaskState.TaskStarting, TaskState.TaskFinished), (sent.Status.State, sent.LatestState));
    }

    [Fact]
    public void An_unacknowledged_update_is_sent_after_10_seconds_then_doubling_up_to_10_minutes()
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskRunning), Start);

        var gaps = new List<double>();
        for (var (last, count) = (Start, 0); count < 9; count++)
        {
            var due = _updates.NextRetry;
            Assert.Empty(_updates.Retry(new Instant(due.Ticks - 1)));
            Assert.Single(_updates.Retry(due));
            gaps.Add((due - last).TotalSeconds);
            last = due;
        }

        Assert.Equal([10, 20, 40, 80, 160, 320, 600, 600, 600], gaps);
    }

    [Fact]
    public void The_next_update_starts_again_at_10_seconds()
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);
        _updates.Add(Task1, Status(2, TaskState.TaskRunning), Start);
        var later = _updates.NextRetry;
        _updates.Retry(later);

        _updates.Acknowledge(Task1, Uuid(1), later);

        Assert.Empty(_updates.Retry(later + TimeSpan.FromSeconds(9.9)));
        Assert.Equal(2, Assert.Single(_updates.Retry(later + TimeSpan.FromSeconds(10))).Status.Uuid[15]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(9)]
    public void A_uuid_that_is_not_in_flight_is_ignored(byte uuid)
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);
        _updates.Add(Task1, Status(2, TaskState.TaskRunning), Start);

        Assert.Equal(default, _updates.Acknowledge(Task1, Uuid(uuid), Start));
        Assert.Equal(1, _updates.InFlight(Task1)!.Uuid[15]);
    }

    [Fact]
    public void A_second_acknowledgement_is_ignored()
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskFinished), Start);

        Assert.Equal(TaskState.TaskFinished, _updates.Acknowledge(Task1, Uuid(1), Start).Acknowledged!.State);
        Assert.Equal(default, _updates.Acknowledge(Task1, Uuid(1), Start));
        Assert.Equal(0, _updates.Count);
        Assert.Empty(_updates.Retry(Start + TimeSpan.FromDays(1)));
    }

    [Fact]
    public void Nothing_is_sent_while_nobody_listens_and_everything_in_flight_when_somebody_does_again()
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);
        _updates.Pause();

        Assert.Null(_updates.Add(Task2, Status(2, TaskState.TaskStarting), Start));
        Assert.Empty(_updates.Retry(Start + TimeSpan.FromHours(1)));
        Assert.Equal([1, 2], _updates.Resume(Start).Select(update => (int)update.Status.Uuid[15]));
    }

    [Fact]
    public void A_forgotten_task_is_not_spoken_of()
    {
        _updates.Resume(Start);
        _updates.Add(Task1, Status(1, TaskState.TaskStarting), Start);

        _updates.Forget(Task1);

        Assert.Empty(_updates.Retry(Start + TimeSpan.FromHours(1)));
        Assert.Equal(default, _updates.Acknowledge(Task1, Uuid(1), Start));
    }

    [Fact]
    public void Nothing_follows_a_terminal_update()
    {
        _updates.Add(Task1, Status(1, TaskState.TaskFinished), Start);

        Assert.Throws<InvariantViolationException>(() => _updates.Add(Task1, Status(2, TaskState.TaskRunning), Start));
    }

    private static TaskStatus Status(byte uuid, TaskState state) =>
        new() { TaskId = new TaskID { Value = "t" }, State = state, Uuid = ByteString.CopyFrom(Uuid(uuid)) };

    private static byte[] Uuid(byte last) => [.. new byte[15], last];
}
