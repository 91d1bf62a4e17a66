using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.StateMachines;

/// <summary>The whole of each table stands in a file: who changes a cell sees and shows it.</summary>
public class TransitionTableTests
{
    private static readonly TaskState[] States = Enum.GetValues<TaskState>();

    [Fact]
    public void The_table_of_tasks_is_as_written() => AssertGolden(
        "Tasks.txt", TransitionTable.Of<TaskState, TaskState>((from, to) => TaskTransitions.Classify(from, to).ToString()));

    [Fact]
    public void The_table_of_agents_is_as_written() => AssertGolden(
        "Agents.txt", TransitionTable.Of<AgentState, AgentTrigger>((from, trigger) => TransitionTable.Cell(AgentTransitions.Next(from, trigger))));

    [Fact]
    public void The_table_of_modes_of_agents_is_as_written() => AssertGolden(
        "AgentModes.txt", TransitionTable.Of<AgentMode, AgentModeTrigger>((from, trigger) => TransitionTable.Cell(AgentModeTransitions.Next(from, trigger))));

    [Fact]
    public void The_table_of_modes_of_machines_is_as_written() => AssertGolden(
        "MachineModes.txt", TransitionTable.Of<MachineMode, MachineTrigger>((from, trigger) => TransitionTable.Cell(MachineTransitions.Next(from, trigger))));

    [Fact]
    public void The_table_of_frameworks_is_as_written() => AssertGolden(
        "Frameworks.txt", TransitionTable.Of<FrameworkState, FrameworkTrigger>((from, trigger) => TransitionTable.Cell(FrameworkTransitions.Next(from, trigger))));

    [Fact]
    public void The_table_of_offers_is_as_written() => AssertGolden(
        "Offers.txt", TransitionTable.Of<OfferState, OfferEnd>((from, end) => TransitionTable.Cell(OfferTransitions.Next(from, end))));

    [Fact]
    public void A_task_that_ended_never_leaves_its_state()
    {
        foreach (var from in States.Where(state => state.IsTerminal()))
            foreach (var to in States.Where(state => state != from))
                Assert.Equal(TransitionKind.Refuse, TaskTransitions.Classify(from, to));
    }

    [Fact]
    public void A_task_ends_from_every_state_that_lives()
    {
        foreach (var from in States.Where(state => !state.IsTerminal() && state != TaskState.Unknown))
            foreach (var to in States.Where(state => state.IsTerminal()))
                Assert.Equal(TransitionKind.End, TaskTransitions.Classify(from, to));
    }

    [Fact]
    public void Only_a_task_out_of_reach_recovers_and_only_a_living_one_parts()
    {
        foreach (var from in States)
            foreach (var to in States)
            {
                var kind = TaskTransitions.Classify(from, to);
                Assert.Equal(kind == TransitionKind.Recover, from == TaskState.Unreachable && !to.IsTerminal() && to is not (TaskState.Unreachable or TaskState.Unknown));
                Assert.Equal(kind == TransitionKind.Part, to == TaskState.Unreachable && !from.IsTerminal() && from is not (TaskState.Unreachable or TaskState.Unknown));
            }
    }

    [Fact]
    public void Going_on_has_no_way_back()
    {
        foreach (var from in States)
            foreach (var to in States.Where(to => TaskTransitions.Classify(from, to) == TransitionKind.Advance))
                Assert.Equal(TransitionKind.Refuse, TaskTransitions.Classify(to, from));
    }

    [Fact]
    public void Nothing_is_ever_reported_as_unknown()
    {
        foreach (var state in States)
        {
            Assert.Equal(TransitionKind.Refuse, TaskTransitions.Classify(state, TaskState.Unknown));
            Assert.Equal(TransitionKind.Refuse, TaskTransitions.Classify(TaskState.Unknown, state));
        }
    }

    [Fact]
    public void What_was_removed_stays_removed()
    {
        foreach (var trigger in Enum.GetValues<AgentTrigger>())
            Assert.Null(AgentTransitions.Next(AgentState.Removed, trigger));
        foreach (var trigger in Enum.GetValues<FrameworkTrigger>())
            Assert.Null(FrameworkTransitions.Next(FrameworkState.Removed, trigger));
    }

    [Fact]
    public void An_offer_ends_once_and_each_end_is_a_state_of_its_own()
    {
        var ends = Enum.GetValues<OfferEnd>().Select(end => OfferTransitions.Next(OfferState.Outstanding, end)).ToArray();
        Assert.DoesNotContain(null, ends);
        Assert.DoesNotContain(OfferState.Outstanding, ends.Select(state => state!.Value));
        Assert.Equal(ends.Length, ends.Distinct().Count());
        foreach (var ended in ends)
            foreach (var end in Enum.GetValues<OfferEnd>())
                Assert.Null(OfferTransitions.Next(ended!.Value, end));
    }

    private static void AssertGolden(string name, string actual) =>
        Assert.Equal(Golden.Expected($"tests/MesosOperator.Core.Tests/StateMachines/{name}", actual), actual);
}
