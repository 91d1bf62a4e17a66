using System.Text;
using MesosOperator.AgentRuntime.Health;
using MesosOperator.TestKit;

namespace MesosOperator.AgentRuntime.Tests.Health;

public sealed class HealthTransitionsTests
{
    [Fact]
    public void The_table_is_as_written()
    {
        var text = new StringBuilder();
        foreach (var phase in Enum.GetValues<HealthPhase>())
        {
            text.Append(phase).Append('\n');
            foreach (var happened in Enum.GetValues<HealthEvent>())
                text.Append($"    {happened,-16}{Cell(HealthTransitions.Next(phase, happened))}\n");
        }

        var actual = text.ToString();
        Assert.Equal(Golden.Expected("tests/MesosOperator.AgentRuntime.Tests/Health/HealthTransitions.txt", actual), actual);
    }

    private static string Cell(HealthStep step) => step.Action == HealthAction.Impossible ? "(Impossible)" : $"{step.Next,-12}{step.Action}";
}
