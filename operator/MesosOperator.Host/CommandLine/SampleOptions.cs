using System.CommandLine;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about the sample framework.</summary>
internal sealed class SampleOptions
{
    private const int MostTasks = 1000;

    private readonly Option<bool> _none = new("--no-sample") { Description = "Do not run the sample framework" };

    private readonly Option<int> _tasks = new("--sample-tasks")
    {
        Description = "Tasks that the sample framework launches",
        HelpName = "count",
        DefaultValueFactory = _ => 3,
        CustomParser = text => OptionText.Number(text, 1, MostTasks),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_none);
        command.Add(_tasks);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed) =>
        parsed.IsGiven(_none) && parsed.IsGiven(_tasks) ? ["--no-sample and --sample-tasks contradict each other"] : [];

    /// <summary>How many tasks; 0 for no sample.</summary>
    public int Read(ParseResult parsed) => parsed.GetValue(_none) ? 0 : parsed.GetValue(_tasks);
}
