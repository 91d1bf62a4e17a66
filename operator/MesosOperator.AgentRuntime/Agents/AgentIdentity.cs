using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>What this agent process says about itself.</summary>
/// <param name="Info">Hostname, port, resources, attributes; no id.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Instance">16 bytes that tell this process from every other.</param>
/// <param name="Address">IP address at which it serves.</param>
internal sealed record AgentIdentity(AgentInfo Info, string Version, ByteString Instance, IPAddress Address)
{
    /// <summary>Whether limits of tasks that differ from what they request hold here.</summary>
    public bool LimitsTasks { get; init; }

    /// <summary>The address in the form that a container's status has it.</summary>
    public NetworkInfo Network { get; } = new()
    {
        IpAddresses =
        {
            new NetworkInfo.Types.IPAddress
            {
                Protocol = Address.AddressFamily == AddressFamily.InterNetworkV6
                    ? NetworkInfo.Types.Protocol.Ipv6
                    : NetworkInfo.Types.Protocol.Ipv4,
                IpAddress = Address.ToString(),
            },
        },
    };
}
