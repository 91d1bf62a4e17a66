using System.Text;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.AgentRuntime.Tests.Tasks;

public sealed class TaskTransitionsTests
{
    private static readonly TaskPhase[] Phases = Enum.GetValues<TaskPhase>();
    private static readonly TaskEvent[] Events = Enum.GetValues<TaskEvent>();

    [Fact]
    public void The_table_is_as_written()
    {
        var text = new StringBuilder();
        foreach (var phase in Phases)
        {
            text.Append(phase).Append('\n');
            foreach (var happened in Events)
                text.Append($"    {happened,-16}{Cell(TaskTransitions.Next(phase, happened))}\n");
        }

        var actual = text.ToString();
        Assert.Equal(Golden.Expected("tests/MesosOperator.AgentRuntime.Tests/Tasks/TaskTransitions.txt", actual), actual);
    }

    [Fact]
    public void Only_an_advance_changes_the_phase()
    {
        foreach (var phase in Phases)
            foreach (var happened in Events)
            {
                var step = TaskTransitions.Next(phase, happened);
                Assert.Equal(step.Kind == StepKind.Advance, step.Next != phase);
            }
    }

    [Fact]
    public void A_kill_is_possible_at_any_time() =>
        Assert.All(Phases, phase => Assert.NotEqual(StepKind.Impossible, TaskTransitions.Next(phase, TaskEvent.Kill).Kind));

    [Fact]
    public void There_is_no_way_back()
    {
        foreach (var phase in Phases)
            foreach (var happened in Events)
                Assert.True(TaskTransitions.Next(phase, happened).Next >= phase);
    }

    private static string Cell(TaskStep step) => step.Kind == StepKind.Advance ? step.Next.ToString() : $"({step.Kind})";
}
