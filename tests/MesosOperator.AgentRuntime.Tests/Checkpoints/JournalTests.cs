using Google.Protobuf;
using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Tests.Support;
using MesosOperator.Protocol.Mesos.V1;
using Record = MesosOperator.AgentRuntime.Checkpoints.Record;

namespace MesosOperator.AgentRuntime.Tests.Checkpoints;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["journal"];

    [Fact]
    public void What_was_written_is_known_again()
    {
        Write(CheckpointRecords.Booted("b"), CheckpointRecords.Registered("a", 7), Launched("t1"), Launched("t2"), Said("t1", TaskState.TaskStarting, 1), Said("t1", TaskState.TaskRunning, 2));
        Write(Acknowledged("t1", 1), CheckpointRecords.Killed(Key("t2"), EndCause.Drained), CheckpointRecords.Muted(Key("t2")));

        using var journal = Journal.Open(File);

        Assert.Null(journal.Fault);
        Assert.Equal(("b", "a", 7), (journal.Memory.BootId, journal.Memory.AgentId, journal.Memory.Epoch));
        var (first, second) = (journal.Memory.Tasks.First(), journal.Memory.Tasks.Last());
        Assert.Equal(("t1", "/sandbox/t1", TaskState.TaskRunning), (first.Launch.Key.TaskId, first.Launch.Sandbox, first.Latest!.State));
        Assert.Equal([TaskState.TaskRunning], first.Pending.Select(status => status.State));
        Assert.Equal((EndCause.Drained, true), (second.Cause, second.IsMuted));
    }

    [Fact]
    public void A_task_is_forgotten_with_the_acknowledgement_of_its_end_only()
    {
        Write(Launched("t1"), Said("t1", TaskState.TaskRunning, 1), Said("t1", TaskState.TaskFinished, 2), Acknowledged("t1", 1));
        using (var journal = Journal.Open(File))
            Assert.True(Assert.Single(journal.Memory.Tasks).HasEnded);

        Write(Acknowledged("t1", 2));

        using var last = Journal.Open(File);
        Assert.Empty(last.Memory.Tasks);
    }

    [Fact]
    public void The_state_of_a_task_outlives_the_acknowledgement_of_it()
    {
        Write(Launched("t1"), Said("t1", TaskState.TaskRunning, 1), Acknowledged("t1", 1));

        using var journal = Journal.Open(File);

        Assert.Equal(TaskState.TaskRunning, Assert.Single(journal.Memory.Tasks).Latest!.State);
        Assert.Empty(journal.Memory.Tasks.Single().Pending);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(20)]
    public void A_record_cut_short_is_left_out_and_told(int missing)
    {
        Write(CheckpointRecords.Registered("a", 7));
        using (var journal = Journal.Open(File))
            journal.Append([Launched("t1")]);
        var bytes = System.IO.File.ReadAllBytes(File);
        System.IO.File.WriteAllBytes(File, bytes[..^missing]);

        using var cut = Journal.Open(File);

        Assert.Equal("a", cut.Memory.AgentId);
        Assert.Empty(cut.Memory.Tasks);
        Assert.Contains("ends within a record", cut.Fault);
        cut.Dispose();
        using var again = Journal.Open(File);
        Assert.Null(again.Fault);
    }

    [Fact]
    public void Damage_is_told_and_what_precedes_it_kept()
    {
        Write(CheckpointRecords.Registered("a", 7));
        using (var journal = Journal.Open(File))
            journal.Append([Launched("t1")]);
        var bytes = System.IO.File.ReadAllBytes(File);
        bytes[^5] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);

        using var damaged = Journal.Open(File);

        Assert.Equal("a", damaged.Memory.AgentId);
        Assert.Contains("is damaged at byte", damaged.Fault);
    }

    [Fact]
    public void It_does_not_grow_with_what_is_over()
    {
        using var journal = Journal.Open(File);
        var data = ByteString.CopyFrom(new byte[100_000]);
        for (var round = 0; round < 200; round++)
        {
            var status = Said($"t{round}", TaskState.TaskFinished, 1);
            status.Updated.Status.Data = data;
            journal.Append([Launched($"t{round}"), status, Acknowledged($"t{round}", 1)]);
        }

        Assert.InRange(new System.IO.FileInfo(File).Length, 0, 9 << 20);
        Assert.Empty(journal.Memory.Tasks);
    }

    /// <summary>As when the agent may open no more files.</summary>
    [Fact]
    public void It_grows_while_it_cannot_be_written_anew_and_loses_nothing()
    {
        var (here, away) = (_folder["here"], _folder["away"]);
        Directory.CreateDirectory(here);
        using (var journal = Journal.Open(Path.Combine(here, "journal")))
        {
            Directory.Move(here, away);
            for (var round = 0; round < 100; round++)
                journal.Append([CheckpointRecords.Launched(new TaskLaunch("a", Orders.FrameworkInfo(), Orders.Task($"t{round}", new string('x', 100_000)), "dev", "c", "/sandbox")), CheckpointRecords.Removed(Key($"t{round}"))]);
            Directory.Move(away, here);
            journal.Append([Launched("last")]);
        }

        Assert.InRange(new System.IO.FileInfo(Path.Combine(here, "journal")).Length, 9 << 20, 11 << 20);
        using var again = Journal.Open(Path.Combine(here, "journal"));
        Assert.Null(again.Fault);
        Assert.Equal(["last"], again.Memory.Tasks.Select(task => task.Launch.Key.TaskId));
    }

    public void Dispose() => _folder.Dispose();

    private void Write(params Record[] records)
    {
        using var journal = Journal.Open(File);
        journal.Append(records);
        journal.Synchronize();
    }

    private static TaskKey Key(string task) => new(Orders.Framework, task);

    private static Record Launched(string task) =>
        CheckpointRecords.Launched(new TaskLaunch("a", Orders.FrameworkInfo(), Orders.Task(task, "true"), "dev", $"c-{task}", $"/sandbox/{task}"));

    private static Record Said(string task, TaskState state, byte number) => CheckpointRecords.Updated(
        Key(task), new TaskStatus { TaskId = new TaskID { Value = task }, State = state, Uuid = ByteString.CopyFrom(number) });

    private static Record Acknowledged(string task, byte number) => CheckpointRecords.Acknowledged(Key(task), [number]);
}
