using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.AgentRuntime.Containers.Specs;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.Protocol.Mesos.V1;
using AddressKind = MesosOperator.Protocol.Mesos.V1.NetworkInfo.Types.Protocol;
using Task = System.Threading.Tasks.Task;

namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>
/// Networks of containers that do not have the host's. What a container is given is written down before it is given, with a
/// handle on its network namespace, so that whoever removes the container, be it after a crash, can take all of it away.
/// </summary>
internal sealed class ContainerNetworks(NetworkSettings settings, NetworkPlugins plugins)
{
    /// <summary>Gives a container that waits to be started its network: its addresses, or why it has none.</summary>
    public async Task<(ImmutableArray<NetworkInfo> Addresses, string? Problem)> ConnectAsync(string id, int pid, NetworkWish wish, CancellationToken stop)
    {
        if (wish.Mode == NetworkMode.Host)
            return ([], null);
        try
        {
            Directory.CreateDirectory(settings.Records);
            await plugins.AddAsync(NetworkConfiguration.Loopback(), id, $"/proc/{pid}/ns/net", [], stop);
            return wish.HasAddress ? ([await JoinAsync(id, pid, wish, stop)], null) : ([], null);
        }
        catch (NetworkException fault)
        {
            return ([], fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return ([], $"The network of the container cannot be made: {fault.Message}");
        }
    }

    /// <summary>Takes away what a container was given; what stays in the way, or null.</summary>
    public async Task<string?> DisconnectAsync(string id, CancellationToken stop)
    {
        var (record, handle) = (RecordOf(id), HandleOf(id));
        try
        {
            if (File.Exists(record) && JsonNode.Parse(await File.ReadAllTextAsync(record, stop)) is JsonObject json)
                await plugins.RemoveAsync(
                    NetworkConfiguration.Of(json["network"]!.AsObject()), id, handle, json["abilities"]!.AsObject(), json["result"] as JsonObject, stop);
            if (File.Exists(handle))
            {
                _ = LibC.Unbind(handle); // fails where nothing was bound
                File.Delete(handle);
            }

            File.Delete(record);
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null; // no container of this agent has had a network since the host was started
        }
        catch (Exception fault) when (fault is NetworkException or IOException or UnauthorizedAccessException or JsonException or System.ComponentModel.Win32Exception)
        {
            return fault.Message;
        }
    }

    /// <summary>Removes the agent's own folder when no container has a network any more.</summary>
    public void Leave()
    {
        try
        {
            Directory.Delete(settings.Records);
            Directory.Delete(Path.GetDirectoryName(settings.Records)!);
        }
        catch (IOException)
        {
            // It is in use, or was never made.
        }
    }

    private async Task<NetworkInfo> JoinAsync(string id, int pid, NetworkWish wish, CancellationToken stop)
    {
        var network = wish.Mode == NetworkMode.Bridge ? NetworkConfiguration.Bridge(settings) : NetworkConfiguration.Named(settings, wish.Name);
        if (!wish.Ports.IsEmpty && !network.Plugins.Any(plugin => plugin["capabilities"]?["portMappings"] is not null))
            throw new NetworkException($"Network '{network.Name}' maps no ports");
        var abilities = new JsonObject { ["portMappings"] = new JsonArray([.. wish.Ports.Select(Mapping)]) };
        await WriteAsync(id, network, abilities, null, stop);
        File.Create(HandleOf(id)).Dispose();
        if (LibC.Bind($"/proc/{pid}/ns/net", HandleOf(id)) is not 0 and var error)
            throw new IOException($"{HandleOf(id)}: {ErrorNumbers.Describe(error)}");
        var result = await plugins.AddAsync(network, id, HandleOf(id), abilities, stop);
        await WriteAsync(id, network, abilities, result, stop);
        return Describe(network.Name, wish, result);
    }

    private async Task WriteAsync(string id, NetworkConfiguration network, JsonObject abilities, JsonObject? result, CancellationToken stop)
    {
        var json = new JsonObject { ["network"] = network.ToJson(), ["abilities"] = abilities.DeepClone(), ["result"] = result?.DeepClone() };
        await File.WriteAllTextAsync(RecordOf(id) + ".new", json.ToJsonString(), stop);
        File.Move(RecordOf(id) + ".new", RecordOf(id), overwrite: true);
    }

    private static JsonNode Mapping(PublishedPort port) =>
        new JsonObject { ["hostPort"] = port.Host, ["containerPort"] = port.Container, ["protocol"] = port.Protocol };

    private static NetworkInfo Describe(string name, NetworkWish wish, JsonObject? result)
    {
        var info = new NetworkInfo { Name = wish.Mode == NetworkMode.Named ? wish.Name : name };
        foreach (var entry in result?["ips"] as JsonArray ?? [])
            if (IPAddress.TryParse(((string?)entry?["address"] ?? "").Split('/')[0], out var address))
                info.IpAddresses.Add(new NetworkInfo.Types.IPAddress
                {
                    Protocol = address.AddressFamily == AddressFamily.InterNetworkV6 ? AddressKind.Ipv6 : AddressKind.Ipv4,
                    IpAddress = address.ToString(),
                });
        info.PortMappings.Add(wish.Ports.Select(port =>
            new NetworkInfo.Types.PortMapping { HostPort = (uint)port.Host, ContainerPort = (uint)port.Container, Protocol = port.Protocol }));
        return info;
    }

    private string RecordOf(string id) => Path.Combine(settings.Records, $"{id}.json");

    private string HandleOf(string id) => Path.Combine(settings.Records, $"{id}.namespace");
}
