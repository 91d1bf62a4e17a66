using System.Net;
using MesosOperator.Core.Master;
using MesosOperator.Protocol.Mapping.Scheduler;
using MesosOperator.Protocol.Mesos.V1;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace MesosOperator.Http.Addresses;

/// <summary>Where this master is reached, and how it introduces itself. Ports that the system chose are known once the server listens.</summary>
public sealed class MasterAddress(HttpOptions options, MasterCore core, IServer server)
{
    /// <summary>The version of Mesos whose APIs are served; digits and dots only, since clients take it apart (mesos-clients 2.19).</summary>
    public const string MesosVersion = Protocol.Text.MesosVersion.Spoken;

    private readonly Lazy<MasterInfo> _info = new(() => MasterToWire.Map(
        core.Id.Value, options.Hostname, new IPEndPoint(options.AdvertisedAddress, PortOf(server, options.Port, 0)), MesosVersion));

    /// <summary>The port of the Mesos endpoints.</summary>
    public int Port => PortOf(server, options.Port, 0);

    /// <summary>The port of the agent link.</summary>
    public int AgentLinkPort => PortOf(server, options.AgentLinkPort, 1);

    /// <summary>The master as frameworks are told of it.</summary>
    public MasterInfo Info => _info.Value;

    /// <summary>The place as a reference that leaves the scheme open: <c>//host:port</c>.</summary>
    public string SchemeRelative => $"//{options.Hostname}:{Port}";

    /// <summary>The server lists its addresses in the order in which it was told to listen.</summary>
    private static int PortOf(IServer server, int wanted, int index) => wanted != 0
        ? wanted
        : new Uri(server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(index)).Port;
}
