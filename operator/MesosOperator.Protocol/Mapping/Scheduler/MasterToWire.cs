using System.Net;
using System.Net.Sockets;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Scheduler;

/// <summary>The master as it introduces itself to frameworks.</summary>
public static class MasterToWire
{
    /// <summary>
    /// Describes a master. Clients read its IPv4 address also as a number, and its version as numbers with dots
    /// between them (mesos-clients 2.18 and 2.19).
    /// </summary>
    public static Wire.MasterInfo Map(string id, string hostname, IPEndPoint address, string version)
    {
        ArgumentNullException.ThrowIfNull(address);
        var ip = address.Address.ToString();
        return new()
        {
            Id = id,
            Ip = NumberOf(address.Address),
            Port = (uint)address.Port,
            Pid = $"master@{(address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : ip)}:{address.Port}",
            Hostname = hostname,
            Version = version,
            Address = new Wire.Address { Hostname = hostname, Ip = ip, Port = address.Port },
        };
    }

    /// <summary>The four bytes in the order of the network, read as a little-endian number; 0 where there are not four.</summary>
    private static uint NumberOf(IPAddress address)
    {
        var bytes = address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes() : address.GetAddressBytes();
        return bytes is [var a, var b, var c, var d] ? a | ((uint)b << 8) | ((uint)c << 16) | ((uint)d << 24) : 0;
    }
}
