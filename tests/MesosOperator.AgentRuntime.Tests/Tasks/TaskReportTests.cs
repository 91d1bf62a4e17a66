using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Protocol.Mesos.V1;
using Reason = MesosOperator.Protocol.Mesos.V1.TaskStatus.Types.Reason;

namespace MesosOperator.AgentRuntime.Tests.Tasks;

public sealed class TaskReportTests
{
    public static TheoryData<string, int, TaskState, Reason?, string> Ends => new()
    {
        { nameof(EndCause.Itself), 0, TaskState.TaskFinished, null, "Command exited with status 0" },
        { nameof(EndCause.Itself), 1 << 8, TaskState.TaskFailed, null, "Command exited with status 1" },
        { nameof(EndCause.Itself), 11 | 0x80, TaskState.TaskFailed, null, "Command terminated with signal Segmentation fault (core dumped)" },
        { nameof(EndCause.Itself), 40, TaskState.TaskFailed, null, "Command terminated with signal Real-time signal 6" },
        { nameof(EndCause.Killed), 15, TaskState.TaskKilled, null, "Command terminated with signal Terminated" },
        { nameof(EndCause.Killed), 0, TaskState.TaskKilled, null, "Command exited with status 0" },
        { nameof(EndCause.KilledDuringLaunch), 9, TaskState.TaskKilled, Reason.TaskKilledDuringLaunch, "Killed before the task was started" },
        { nameof(EndCause.Expired), 15, TaskState.TaskFailed, Reason.MaxCompletionTimeReached, "Command terminated with signal Terminated" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Tells_the_end_by_its_cause_and_its_status(string cause, int waitStatus, TaskState state, Reason? reason, string message)
    {
        var report = TaskReport.Ended(Enum.Parse<EndCause>(cause), new(new ExitStatus(waitStatus)));

        Assert.Equal((state, reason, message), (report.State, report.Reason, report.Message));
        Assert.True(TaskStates.IsTerminal(report.State));
    }

    [Fact]
    public void What_is_said_before_the_end_is_not_terminal() => Assert.DoesNotContain(
        new[] { TaskReport.Starting, TaskReport.Running, TaskReport.Killing(EndCause.Killed) }, report => TaskStates.IsTerminal(report.State));
}
