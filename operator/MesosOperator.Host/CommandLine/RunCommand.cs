using System.CommandLine;
using System.CommandLine.Help;
using System.Net;
using MesosOperator.Host.Clustered;
using MesosOperator.Host.Serving;
using MesosOperator.Http;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.CommandLine;

/// <summary>The command <c>run</c>.</summary>
internal sealed class RunCommand
{
    private readonly ClusterOptions _cluster = new();
    private readonly ServerOptions _server = new();
    private readonly JoiningArguments _joining = new();
    private readonly SchedulingOptions _scheduling = new();

    public RunCommand()
    {
        Command = new Command("run", "Work on the custom resources of a Kubernetes API server; several may run, one of them leads");
        _cluster.AddTo(Command);
        _server.AddTo(Command);
        _joining.AddTo(Command);
        _scheduling.AddTo(Command);
        Command.SetAction((parsed, _) => RunProgram.RunAsync(Read(parsed)));
    }

    /// <summary>The command, ready to be parsed.</summary>
    public Command Command { get; }

    /// <summary>What is wrong beyond single values, as far as those could be read.</summary>
    public IEnumerable<string> Problems(ParseResult parsed) => parsed.CommandResult.Command != Command || parsed.Action is HelpAction
        ? []
        : _cluster.Problems(parsed).Concat(_server.Problems(parsed)).Concat(_joining.Problems(parsed));

    private RunOptions Read(ParseResult parsed)
    {
        var http = _server.Http(parsed);
        return new RunOptions
        {
            Serving = new ServingOptions
            {
                Http = http,
                Limits = _server.Limits(parsed),
                Master = _scheduling.Read(parsed, http.AgentPingInterval * http.AgentPingMisses),
            },
            Kubernetes = _cluster.Read(parsed, http),
            Access = _cluster.Access(parsed),
            Joining = _joining.Read(parsed, http, UsualOf(http)),
        };
    }

    /// <summary>Who gave the link a certificate means to be dialled by others.</summary>
    private static AgentAuthentication UsualOf(HttpOptions http) =>
        http.AgentLinkTls is null && IPAddress.IsLoopback(http.BindAddress) ? AgentAuthentication.None : AgentAuthentication.Required;
}
