using System.Net;

namespace MesosOperator.Host.Serving;

/// <summary>From an address to listen on to one to connect to.</summary>
internal static class Reachable
{
    /// <summary>Loopback for "all addresses", any other as it is.</summary>
    public static IPAddress From(IPAddress listening) =>
        listening.Equals(IPAddress.Any) ? IPAddress.Loopback
        : listening.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback
        : listening;

    /// <summary>As for the address alone, with a port.</summary>
    public static IPEndPoint From(IPAddress listening, int port) => new(From(listening), port);
}
