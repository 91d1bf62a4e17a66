using System.CommandLine;
using MesosOperator.AgentRuntime.Hosting;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options about the agent of this machine.</summary>
internal sealed class LocalAgentOptions
{
    private readonly Option<bool> _none = new("--no-agent") { Description = "Do not run an agent for this machine" };

    private readonly Option<string> _resources = new("--resources")
    {
        Description = "What the agent offers in place of what it finds, such as cpus:4;mem:8192;ports:[31000-32000]",
        HelpName = "resources",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _attributes = new("--attributes")
    {
        Description = "Attributes of the agent, such as rack:r1;os:debian",
        HelpName = "attributes",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string> _workDirectory = new("--work-dir")
    {
        Description = "Folder in which the agent keeps the sandboxes of tasks",
        HelpName = "folder",
        DefaultValueFactory = _ => WorkDirectory.OfThisUser("agent"),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _none, _resources, _attributes, _workDirectory })
            command.Add(option);
    }

    /// <summary>What is wrong beyond single values. Makes the work directory.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        Option<string>[] own = [_resources, _attributes, _workDirectory];
        if (parsed.IsGiven(_none))
            return own.Where(option => parsed.IsGiven(option)).Select(option => $"--no-agent and {option.Name} contradict each other");
        return own.All(parsed.IsReadable) ? AgentOptionsValidator.Problems(Options(parsed)) : [];
    }

    /// <summary>The agent, or null for none.</summary>
    public AgentOptions? Read(ParseResult parsed) => parsed.GetValue(_none) ? null : Options(parsed);

    /// <summary>The agent is told where the operator listens once it does.</summary>
    private AgentOptions Options(ParseResult parsed) => new()
    {
        Operator = "http://localhost",
        Resources = parsed.GetRequiredValue(_resources),
        Attributes = parsed.GetRequiredValue(_attributes),
        WorkDirectory = parsed.GetRequiredValue(_workDirectory) is { Length: > 0 } path ? Path.GetFullPath(path) : "",
    };
}
