using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MesosOperator.Core.Maintenance;
using MesosOperator.Crds.Agents;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>Maintenance as text for people and for the next leader, in the words of Mesos' own JSON.</summary>
internal static class MaintenanceMapping
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string TextOf(MaintenancePlan plan) => new JsonObject
    {
        ["windows"] = new JsonArray([.. plan.Windows.Select(window => new JsonObject
        {
            ["machine_ids"] = new JsonArray([.. window.Machines.Select(NodeOf)]),
            ["unavailability"] = NodeOf(window.Unavailability),
        })]),
        ["down_machines"] = new JsonArray([.. plan.Down.Select(NodeOf)]),
    }.ToJsonString(Readable);

    /// <summary>The plan that a text means.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It is not the JSON of a plan.</exception>
    public static MaintenancePlan PlanOf(string text)
    {
        var plan = JsonNode.Parse(text);
        return new(
            [.. ListOf(plan, "windows").Select(window => new MaintenanceWindow([.. ListOf(window, "machine_ids").Select(MachineOf)], UnavailabilityOf(window?["unavailability"])))],
            [.. ListOf(plan, "down_machines").Select(MachineOf)]);
    }

    /// <summary>When an agent is going to be unavailable, as objects say it: in whole seconds.</summary>
    public static AgentUnavailability ObjectOf(Unavailability unavailability) => new()
    {
        Start = DateTimeOffset.FromUnixTimeSeconds(unavailability.StartNanoseconds / NanosecondsPerSecond),
        DurationSeconds = unavailability.DurationNanoseconds / NanosecondsPerSecond,
    };

    private static JsonObject NodeOf(MachineId machine)
    {
        var node = new JsonObject();
        if (machine.Hostname.Length > 0)
            node["hostname"] = machine.Hostname;
        if (machine.Ip.Length > 0)
            node["ip"] = machine.Ip;
        return node;
    }

    private static JsonObject NodeOf(Unavailability unavailability)
    {
        var node = new JsonObject { ["start"] = new JsonObject { ["nanoseconds"] = unavailability.StartNanoseconds } };
        if (unavailability.DurationNanoseconds is { } duration)
            node["duration"] = new JsonObject { ["nanoseconds"] = duration };
        return node;
    }

    private static ImmutableArray<JsonNode?> ListOf(JsonNode? node, string name) => node?[name] is { } list ? [.. list.AsArray()] : [];

    private static MachineId MachineOf(JsonNode? node) => new(node?["hostname"]?.GetValue<string>() ?? "", node?["ip"]?.GetValue<string>() ?? "");

    private static Unavailability UnavailabilityOf(JsonNode? node) => new(
        node?["start"]?["nanoseconds"]?.GetValue<long>() ?? throw new InvalidOperationException("a window has no start"),
        node["duration"]?["nanoseconds"]?.GetValue<long>());
}
