using System.Text;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>
/// A scenario as text: steps, a line of dashes, what came of them, an empty line, and so on. Lines that begin with #
/// before the first step of a block are for the reader and stay as they are.
/// </summary>
internal static class ScenarioFile
{
    private const string Rule = "----";

    /// <summary>The same file with what happens now in the place of what it expects.</summary>
    public static string Tell(string text)
    {
        var narration = new Narration();
        var told = new StringBuilder();
        var isExpectation = false;
        var number = 0;
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            number++;
            if (line == Rule)
            {
                isExpectation = true;
                told.Append(line).Append('\n');
                foreach (var happened in narration.TakeLines())
                    told.Append(happened).Append('\n');
            }
            else if (!isExpectation || line.Length == 0)
            {
                isExpectation = false;
                told.Append(line).Append('\n');
                Step(narration, line, number);
            }
        }

        return told.ToString();
    }

    private static void Step(Narration narration, string line, int number)
    {
        var step = line.Split('#')[0].Trim();
        if (step.Length == 0)
            return;
        try
        {
            narration.Do(step);
        }
        catch (FormatException problem)
        {
            throw new FormatException($"Line {number}, '{line}': {problem.Message}", problem);
        }
    }
}
