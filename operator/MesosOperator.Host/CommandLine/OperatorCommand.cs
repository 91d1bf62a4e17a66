using System.CommandLine;

namespace MesosOperator.Host.CommandLine;

/// <summary>The program's command line.</summary>
internal static class OperatorCommand
{
    private const string Description =
        """
        Shares machines between frameworks as Apache Mesos does: it offers resources, frameworks choose what to run on them.
        It works on the custom resources of a Kubernetes cluster (run), or by itself on one machine (standalone).
        """;

    /// <summary>Runs what the arguments say and returns the exit status. Everything wrong with them is told at once.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var standalone = new StandaloneCommand();
        var run = new RunCommand();
        var token = new TokenCommand();
        var parsed = new RootCommand(Description) { run.Command, standalone.Command, token.Command }.Parse(arguments);
        var problems = parsed.Errors.Select(error => error.Message)
            .Concat(run.Problems(parsed)).Concat(standalone.Problems(parsed)).Concat(token.Problems(parsed)).Distinct().ToArray();
        if (problems.Length > 0)
        {
            await TellAsync(problems, parsed.CommandResult.Command);
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static async Task TellAsync(string[] problems, Command command)
    {
        var name = command is RootCommand ? "mesos-operator" : $"mesos-operator {command.Name}";
        await Console.Error.WriteLineAsync($"{name}: {(problems.Length == 1 ? "1 problem" : $"{problems.Length} problems")}");
        foreach (var problem in problems)
            await Console.Error.WriteLineAsync($"  {problem}");
        await Console.Error.WriteLineAsync($"See: {name} --help");
    }
}
