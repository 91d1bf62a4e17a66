using System.CommandLine;
using System.CommandLine.Help;
using System.Net;
using MesosOperator.Host.Serving;
using MesosOperator.Host.Standalone;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.CommandLine;

/// <summary>The command <c>standalone</c>.</summary>
internal sealed class StandaloneCommand
{
    private readonly ServerOptions _server = new();
    private readonly JoiningArguments _joining = new();
    private readonly CallerOptions _callers = new();
    private readonly SchedulingOptions _scheduling = new();
    private readonly StateOptions _state = new();
    private readonly LocalAgentOptions _agent = new();
    private readonly SampleOptions _sample = new();

    public StandaloneCommand()
    {
        Command = new Command("standalone", "Serve the Mesos API and its own custom resources on this machine, with an agent and a sample framework");
        _server.AddTo(Command);
        _joining.AddTo(Command);
        _callers.AddTo(Command);
        _scheduling.AddTo(Command);
        _state.AddTo(Command);
        _agent.AddTo(Command);
        _sample.AddTo(Command);
        Command.SetAction((parsed, _) => StandaloneProgram.RunAsync(Read(parsed)));
    }

    /// <summary>The command, ready to be parsed.</summary>
    public Command Command { get; }

    /// <summary>What is wrong beyond single values, as far as those could be read. Makes the work directory.</summary>
    public IEnumerable<string> Problems(ParseResult parsed) => parsed.CommandResult.Command != Command || parsed.Action is HelpAction
        ? []
        : _server.Problems(parsed).Concat(_joining.Problems(parsed)).Concat(CallerProblems(parsed)).Concat(_state.Problems(parsed)).Concat(_agent.Problems(parsed)).Concat(_sample.Problems(parsed));

    private IEnumerable<string> CallerProblems(ParseResult parsed) =>
        _server.Address(parsed) is { } address ? _callers.Problems(parsed, address) : [];

    private StandaloneOptions Read(ParseResult parsed)
    {
        var http = _server.Http(parsed);
        return new StandaloneOptions
        {
            Serving = new ServingOptions
            {
                Http = http,
                Limits = _server.Limits(parsed),
                Master = _scheduling.Read(parsed, http.AgentPingInterval * http.AgentPingMisses),
            },
            Joining = _joining.Read(parsed, http, IPAddress.IsLoopback(http.BindAddress) ? AgentAuthentication.None : AgentAuthentication.Required),
            Credentials = _callers.Credentials(parsed),
            Anonymous = _callers.Anonymous(parsed),
            Api = _state.Read(parsed),
            Agent = _agent.Read(parsed),
            SampleTasks = _sample.Read(parsed),
        };
    }
}
