using System.Text.Json;
using System.Text.Json.Nodes;

namespace MesosOperator.AgentRuntime.Containers.Networks;

/// <summary>A network: the plugins that a container goes through (network configuration list of CNI).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">That of the configuration's form.</param>
/// <param name="Plugins">The configuration of each, in order.</param>
internal sealed record NetworkConfiguration(string Name, string Version, IReadOnlyList<JsonObject> Plugins)
{
    private const string BridgeName = "mesos-bridge";
    private const string CommonVersion = "0.4.0";

    /// <summary>Only itself, for what has no other network.</summary>
    public static NetworkConfiguration Loopback() => new("mesos-loopback", CommonVersion, [new JsonObject { ["type"] = "loopback" }]);

    /// <summary>The agent's own bridge: addresses behind the host's, and ports of the host that lead to them.</summary>
    public static NetworkConfiguration Bridge(NetworkSettings settings) => new(BridgeName, CommonVersion,
    [
        new JsonObject
        {
            ["type"] = "bridge",
            ["bridge"] = settings.Bridge,
            ["isGateway"] = true,
            ["ipMasq"] = true,
            ["hairpinMode"] = true,
            ["ipam"] = new JsonObject
            {
                ["type"] = "host-local",
                ["dataDir"] = settings.Addresses,
                ["ranges"] = new JsonArray(new JsonArray(new JsonObject { ["subnet"] = settings.Subnet })),
                ["routes"] = new JsonArray(new JsonObject { ["dst"] = "0.0.0.0/0" }),
            },
        },
        new JsonObject { ["type"] = "portmap", ["capabilities"] = new JsonObject { ["portMappings"] = true } },
    ]);

    /// <summary>One of the administrator's.</summary>
    /// <exception cref="NetworkException">There is none of that name.</exception>
    public static NetworkConfiguration Named(NetworkSettings settings, string name)
    {
        var files = Directory.Exists(settings.Configurations)
            ? Directory.EnumerateFiles(settings.Configurations).Where(file => Path.GetExtension(file) is ".conflist" or ".conf" or ".json").Order(StringComparer.Ordinal)
            : Enumerable.Empty<string>();
        return files.Select(Read).FirstOrDefault(network => network?.Name == name)
            ?? throw new NetworkException($"There is no network named '{name}' in {settings.Configurations}");
    }

    /// <summary>As it was written down for a container.</summary>
    public static NetworkConfiguration Of(JsonObject json) =>
        new((string)json["name"]!, (string)json["cniVersion"]!, [.. json["plugins"]!.AsArray().Select(plugin => plugin!.DeepClone().AsObject())]);

    public JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["cniVersion"] = Version,
        ["plugins"] = new JsonArray([.. Plugins.Select(plugin => (JsonNode)plugin.DeepClone())]),
    };

    /// <summary>A list of plugins, or one alone; null where the file is neither.</summary>
    private static NetworkConfiguration? Read(string file)
    {
        try
        {
            if (JsonNode.Parse(File.ReadAllText(file)) is not JsonObject json || (string?)json["name"] is not { } name)
                return null;
            var version = (string?)json["cniVersion"] ?? CommonVersion;
            return json["plugins"] is JsonArray plugins
                ? new(name, version, [.. plugins.OfType<JsonObject>().Select(plugin => plugin.DeepClone().AsObject())])
                : new(name, version, [json.DeepClone().AsObject()]);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
