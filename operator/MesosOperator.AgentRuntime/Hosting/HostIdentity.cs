using System.Collections.Immutable;
using System.Net;
using Google.Protobuf;
using MesosOperator.AgentRuntime.Agents;
using MesosOperator.AgentRuntime.Devices;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Isolation;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>Says who the agent is, from its options and from what this host has.</summary>
internal static class HostIdentity
{
    /// <summary>The options must have been checked.</summary>
    public static AgentIdentity Of(AgentOptions options, HostIsolation isolation, HostGpus gpus, CloudFacts cloud, UuidSource uuids)
    {
        var host = HostFacts.Read(options.WorkDirectory);
        var given = AttributeParser.Parse(options.Attributes).Value;
        var info = new AgentInfo
        {
            Hostname = options.Hostname ?? host.Hostname,
            Port = options.Port,
            Resources = { ResourcesOf(options, host, gpus.Gpus.Length) },
            Attributes = { given, HostAttributes.OfSystem().Concat(cloud.Attributes).Concat(isolation.Attributes).Concat(GpuAttributes.Of(gpus)).Where(own => given.All(other => other.Name != own.Name)) },
        };
        if (Domain(options, cloud) is { } domain)
            info.Domain = domain;
        var version = typeof(HostIdentity).Assembly.GetName().Version!.ToString(3);
        return new AgentIdentity(
            info, version, ByteString.CopyFrom(UuidSource.Bytes(uuids.Next())), IPAddress.Parse(options.Address ?? host.Address))
        {
            LimitsTasks = isolation.Cgroups.Controllers.Contains("cpu") && isolation.Cgroups.Controllers.Contains("memory"),
        };
    }

    /// <summary>What it offers.</summary>
    public static ImmutableArray<Resource> ResourcesOf(AgentOptions options, HostFacts host, int gpus) =>
        HostResources.Of(host, gpus, ResourceParser.Parse(options.Resources, options.DefaultRole).Value, options.DefaultRole, SystemReserve.Parse(options.ReserveSystem).Value);

    /// <summary>Where it stands, as the administrator says or else the cloud; null where neither knows.</summary>
    private static DomainInfo? Domain(AgentOptions options, CloudFacts cloud) =>
        (options.Region ?? cloud.Region) is not { Length: > 0 } region || (options.Zone ?? cloud.Zone) is not { Length: > 0 } zone
            ? null
            : new DomainInfo { FaultDomain = new() { Region = new() { Name = region }, Zone = new() { Name = zone } } };

    /// <summary>What it offers, in the text form of the option.</summary>
    public static string Describe(AgentIdentity identity) => ResourceText.Of(identity.Info.Resources);
}
