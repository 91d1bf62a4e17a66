using System.Net;
using MesosOperator.Http.Tls;

namespace MesosOperator.Http;

/// <summary>What can be set about the operator's ports. The defaults are those of a Mesos master.</summary>
public sealed record HttpOptions
{
    /// <summary>The address to listen on.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port of the Mesos endpoints (HTTP/1.1); 0 takes a free one.</summary>
    public int Port { get; init; } = 5050;

    /// <summary>The port of the agent link (gRPC over HTTP/2); 0 takes a free one.</summary>
    public int AgentLinkPort { get; init; } = 5060;

    /// <summary>The certificate of the Mesos endpoints; null for none, and no TLS.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>The certificate of the agent link; null for none, and no TLS.</summary>
    public TlsFiles? AgentLinkTls { get; init; }

    /// <summary>The address that frameworks are told; some connect to it.</summary>
    public IPAddress AdvertisedAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The host name that frameworks are told and redirected to.</summary>
    public string Hostname { get; init; } = "localhost";

    /// <summary>The interval of heartbeats that SUBSCRIBED announces.</summary>
    public TimeSpan AnnouncedHeartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The interval at which heartbeats are sent: more often than announced, for clients that are impatient (mesos-clients 2.13).</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The interval at which agents are pinged.</summary>
    public TimeSpan AgentPingInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How many pings in a row an agent may leave without an answer.</summary>
    public int AgentPingMisses { get; init; } = 5;

    /// <summary>Every problem of the values, in words for people; empty when there is none.</summary>
    public IEnumerable<string> Problems()
    {
        if (!IsPort(Port))
            yield return $"{nameof(Port)} is {Port}, must be from 0 to 65535";
        if (!IsPort(AgentLinkPort))
            yield return $"{nameof(AgentLinkPort)} is {AgentLinkPort}, must be from 0 to 65535";
        if (Port == AgentLinkPort && Port != 0)
            yield return $"{nameof(Port)} and {nameof(AgentLinkPort)} are both {Port}, must differ";
        if (Uri.CheckHostName(Hostname) == UriHostNameType.Unknown)
            yield return $"{nameof(Hostname)} is '{Hostname}', must be the name of a host";
        if (AnnouncedHeartbeat <= TimeSpan.Zero)
            yield return $"{nameof(AnnouncedHeartbeat)} is {AnnouncedHeartbeat}, must be positive";
        if (Heartbeat <= TimeSpan.Zero || Heartbeat > AnnouncedHeartbeat)
            yield return $"{nameof(Heartbeat)} is {Heartbeat}, must be positive and not longer than {nameof(AnnouncedHeartbeat)}, {AnnouncedHeartbeat}";
        if (AgentPingInterval <= TimeSpan.Zero)
            yield return $"{nameof(AgentPingInterval)} is {AgentPingInterval}, must be positive";
        if (AgentPingMisses < 1)
            yield return $"{nameof(AgentPingMisses)} is {AgentPingMisses}, must be at least 1";
        if (Tls?.Problem() is { } problem)
            yield return $"{nameof(Tls)}: {problem}";
        if (AgentLinkTls != Tls && AgentLinkTls?.Problem() is { } linkProblem)
            yield return $"{nameof(AgentLinkTls)}: {linkProblem}";
    }

    private static bool IsPort(int port) => port is >= IPEndPoint.MinPort and <= IPEndPoint.MaxPort;
}
