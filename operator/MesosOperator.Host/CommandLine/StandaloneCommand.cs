using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.Net;
using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Roles;
using MesosOperator.Host.Standalone;
using MesosOperator.Http;

namespace MesosOperator.Host.CommandLine;

/// <summary>The command <c>standalone</c>: its options, and the record that they make.</summary>
internal sealed class StandaloneCommand
{
    private const int MostSampleTasks = 1000;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromHours(1);
    private static readonly MasterSettings DefaultMaster = new();
    private static readonly HttpOptions DefaultHttp = new();

    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "IP address to listen on. Nothing here asks who calls: keep it on loopback, or behind something that does",
        HelpName = "ip",
        DefaultValueFactory = _ => DefaultHttp.BindAddress,
        CustomParser = OptionText.Address,
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the Mesos API; 0 takes a free one",
        HelpName = "port",
        DefaultValueFactory = _ => DefaultHttp.Port,
        CustomParser = OptionText.Port,
    };

    private readonly Option<int> _agentLinkPort = new("--agent-link-port")
    {
        Description = "Port that agents dial; 0 takes a free one",
        HelpName = "port",
        DefaultValueFactory = _ => DefaultHttp.AgentLinkPort,
        CustomParser = OptionText.Port,
    };

    private readonly Option<TimeSpan?> _allocationInterval = Duration(
        "--allocation-interval", "Time between two rounds of offers over all agents", DefaultMaster.AllocationInterval);

    private readonly Option<TimeSpan?> _agentPingInterval = Duration(
        "--agent-ping-interval", "Time between two pings of an agent", DefaultHttp.AgentPingInterval);

    private readonly Option<int> _agentPingMisses = new("--agent-ping-misses")
    {
        Description = "Pings in a row that an agent may miss before its tasks count as lost",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultHttp.AgentPingMisses,
        CustomParser = text => OptionText.Number(text, 1, 1000),
    };

    private readonly Option<ImmutableSortedDictionary<RoleName, int>> _weights = new("--weights")
    {
        Description = "Weights of roles; 1 where none is given",
        HelpName = "role=weight,...",
        CustomParser = OptionText.Weights,
    };

    private readonly Option<bool> _noAgent = new("--no-agent") { Description = "Do not run an agent for this machine" };
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
        DefaultValueFactory = _ => WorkDirectory.OfThisUser(),
    };

    private readonly Option<bool> _noSample = new("--no-sample") { Description = "Do not run the sample framework" };
    private readonly Option<int> _sampleTasks = new("--sample-tasks")
    {
        Description = "Tasks that the sample framework launches",
        HelpName = "count",
        DefaultValueFactory = _ => 3,
        CustomParser = text => OptionText.Number(text, 1, MostSampleTasks),
    };

    private readonly Command _command;

    public StandaloneCommand()
    {
        _command = new Command("standalone", "Serve the Mesos API on this machine, with an agent and a sample framework; keeps its state in memory")
        {
            _address, _port, _agentLinkPort, _allocationInterval, _agentPingInterval, _agentPingMisses, _weights,
            _noAgent, _resources, _attributes, _workDirectory, _noSample, _sampleTasks,
        };
        _command.SetAction((parsed, _) => StandaloneProgram.RunAsync(Read(parsed)));
    }

    /// <summary>The command, ready to be parsed.</summary>
    public Command Command => _command;

    /// <summary>What is wrong beyond single values, as far as those could be read. Makes the work directory.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.CommandResult.Command != _command || parsed.Action is HelpAction)
            yield break;
        if (IsGiven(parsed, _noSample) && IsGiven(parsed, _sampleTasks))
            yield return "--no-sample and --sample-tasks contradict each other";
        foreach (var option in new[] { _resources, _attributes, _workDirectory })
            if (IsGiven(parsed, _noAgent) && IsGiven(parsed, option))
                yield return $"--no-agent and {option.Name} contradict each other";
        if (IsReadable(parsed, _port) && IsReadable(parsed, _agentLinkPort)
            && parsed.GetValue(_port) is not 0 and var port && port == parsed.GetValue(_agentLinkPort))
            yield return $"--port and --agent-link-port are both {port}";
        if (!IsGiven(parsed, _noAgent) && IsReadable(parsed, _resources) && IsReadable(parsed, _attributes) && IsReadable(parsed, _workDirectory))
            foreach (var problem in AgentOptionsValidator.Problems(Agent(parsed)))
                yield return problem;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private static bool IsReadable(ParseResult parsed, Option option) => parsed.GetResult(option)?.Errors.Any() != true;

    private static Option<TimeSpan?> Duration(string name, string description, TimeSpan normal) => new(name)
    {
        Description = $"{description} [default: {OptionText.Of(normal)}]",
        HelpName = "time",
        CustomParser = text => OptionText.Duration(text, ShortestInterval, LongestInterval),
    };

    /// <summary>Who listens on all addresses tells loopback, as nobody said from where it is to be reached.</summary>
    private static HttpOptions Http(IPAddress address)
    {
        var told = Reachable.From(address);
        return new() { BindAddress = address, AdvertisedAddress = told, Hostname = told.ToString() };
    }

    private StandaloneOptions Read(ParseResult parsed)
    {
        var pingInterval = parsed.GetValue(_agentPingInterval) ?? DefaultHttp.AgentPingInterval;
        var pingMisses = parsed.GetValue(_agentPingMisses);
        return new StandaloneOptions
        {
            Http = Http(parsed.GetRequiredValue(_address)) with
            {
                Port = parsed.GetValue(_port),
                AgentLinkPort = parsed.GetValue(_agentLinkPort),
                AgentPingInterval = pingInterval,
                AgentPingMisses = pingMisses,
            },
            Master = new MasterSettings
            {
                AllocationInterval = parsed.GetValue(_allocationInterval) ?? DefaultMaster.AllocationInterval,
                AgentReturnTimeout = pingInterval * pingMisses,
                WeightsMilli = parsed.GetValue(_weights) ?? DefaultMaster.WeightsMilli,
            },
            Agent = parsed.GetValue(_noAgent) ? null : Agent(parsed),
            SampleTasks = parsed.GetValue(_noSample) ? 0 : parsed.GetValue(_sampleTasks),
        };
    }

    /// <summary>The agent is told where the operator listens once it does.</summary>
    private AgentOptions Agent(ParseResult parsed) => new()
    {
        Operator = "http://localhost",
        Resources = parsed.GetRequiredValue(_resources),
        Attributes = parsed.GetRequiredValue(_attributes),
        WorkDirectory = parsed.GetRequiredValue(_workDirectory) is { Length: > 0 } path ? Path.GetFullPath(path) : "",
    };
}
