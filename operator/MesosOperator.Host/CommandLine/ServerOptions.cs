using System.CommandLine;
using System.Net;
using MesosOperator.Host.Serving;
using MesosOperator.Host.Standalone;
using MesosOperator.Http;
using MesosOperator.Runtime;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options that say where the operator listens and what it bears.</summary>
internal sealed class ServerOptions
{
    private static readonly HttpOptions Defaults = new();
    private static readonly RuntimeLimits DefaultLimits = new();

    private readonly TlsOptions _tls = new();

    private readonly Option<IPAddress> _address = new("--address")
    {
        Description = "IP address to listen on",
        HelpName = "ip",
        DefaultValueFactory = _ => Defaults.BindAddress,
        CustomParser = OptionText.Address,
    };

    private readonly Option<IPAddress?> _advertise = new("--advertise")
    {
        Description = "IP address that frameworks are told [default: that of --address, or loopback when it is 0.0.0.0]",
        HelpName = "ip",
        CustomParser = OptionText.Address,
    };

    private readonly Option<int> _port = new("--port")
    {
        Description = "Port of the Mesos API; 0 takes a free one",
        HelpName = "port",
        DefaultValueFactory = _ => Defaults.Port,
        CustomParser = OptionText.Port,
    };

    private readonly Option<int> _agentLinkPort = new("--agent-link-port")
    {
        Description = "Port that agents dial; 0 takes a free one",
        HelpName = "port",
        DefaultValueFactory = _ => Defaults.AgentLinkPort,
        CustomParser = OptionText.Port,
    };

    private readonly Option<TimeSpan?> _agentPingInterval = OptionText.DurationOption(
        "--agent-ping-interval", "Time between two pings of an agent", Defaults.AgentPingInterval);

    private readonly Option<int> _agentPingMisses = new("--agent-ping-misses")
    {
        Description = "Pings in a row that an agent may miss before its tasks count as lost",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.AgentPingMisses,
        CustomParser = text => OptionText.Number(text, 1, 1000),
    };

    private readonly Option<int> _mailboxCapacity = new("--mailbox-capacity")
    {
        Description = "Calls that may wait for the master; more are answered with 503",
        HelpName = "count",
        DefaultValueFactory = _ => DefaultLimits.MailboxCapacity,
        CustomParser = text => OptionText.Number(text, 1, 10_000_000),
    };

    private readonly Option<int> _maxRequestBytes = new("--max-request-bytes")
    {
        Description = "Size of a request's body; a larger one is answered with 413",
        HelpName = "bytes",
        DefaultValueFactory = _ => (int)DefaultLimits.MaxRequestBytes,
        CustomParser = text => OptionText.Number(text, 1024, 1024 * 1024 * 1024),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[]
            { _address, _advertise, _port, _agentLinkPort, _agentPingInterval, _agentPingMisses, _mailboxCapacity, _maxRequestBytes })
            command.Add(option);
        _tls.AddTo(command);
    }

    /// <summary>What is wrong beyond single values.</summary>
    public IEnumerable<string> Problems(ParseResult parsed)
    {
        if (parsed.IsReadable(_port) && parsed.IsReadable(_agentLinkPort)
            && parsed.GetValue(_port) is not 0 and var port && port == parsed.GetValue(_agentLinkPort))
            yield return $"--port and --agent-link-port are both {port}";
        foreach (var problem in _tls.Problems(parsed))
            yield return problem;
    }

    /// <summary>The address to listen on; null when it could not be read.</summary>
    public IPAddress? Address(ParseResult parsed) => parsed.IsReadable(_address) ? parsed.GetValue(_address) : null;

    /// <summary>Where to listen and how to watch agents.</summary>
    public HttpOptions Http(ParseResult parsed)
    {
        var address = parsed.GetRequiredValue(_address);
        var told = parsed.GetValue(_advertise) ?? Reachable.From(address);
        return new()
        {
            BindAddress = address,
            AdvertisedAddress = told,
            Hostname = told.ToString(),
            Port = parsed.GetValue(_port),
            AgentLinkPort = parsed.GetValue(_agentLinkPort),
            Tls = _tls.Read(parsed),
            AgentLinkTls = _tls.ReadAgentLink(parsed),
            AgentPingInterval = parsed.GetValue(_agentPingInterval) ?? Defaults.AgentPingInterval,
            AgentPingMisses = parsed.GetValue(_agentPingMisses),
        };
    }

    /// <summary>The bounds.</summary>
    public RuntimeLimits Limits(ParseResult parsed) => new()
    {
        MailboxCapacity = parsed.GetValue(_mailboxCapacity),
        MaxRequestBytes = parsed.GetValue(_maxRequestBytes),
    };
}
