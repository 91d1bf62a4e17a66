using System.Text.Json;
using MesosOperator.AgentRuntime.Pictures;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Mapping.Resources;
using MesosOperator.Protocol.Mesos.V1;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;

namespace MesosOperator.AgentRuntime.Seeing;

/// <summary>The agent as its <c>/state</c> shows it. Tools find the sandbox of a task by the folder of its executor.</summary>
internal sealed class StateJson(AgentSetting setting)
{
    public void Write(Utf8JsonWriter json, AgentPicture agent)
    {
        json.WriteStartObject();
        VersionJson.WriteProperties(json, setting);
        json.WriteTime("start_time", setting.StartedAt);
        WriteDescription(json, agent);
        WriteResources(json, agent);
        WriteAttributes(json, agent.Info);
        FlagsJson.WriteProperty(json, setting);
        WriteFrameworks(json, agent);
        json.WriteEndObject();
    }

    /// <summary>All of them together; what is malformed is left out, which nothing that runs is.</summary>
    public static ResourceSet Sum(IEnumerable<Protocol.Mesos.V1.Resource> resources) => ResourcesFromWire.Map([.. resources]).Resources;

    private static void WriteDescription(Utf8JsonWriter json, AgentPicture agent)
    {
        json.WriteString("id", agent.AgentId ?? "");
        json.WriteString("pid", $"slave(1)@{agent.Address}:{agent.Info.Port}");
        json.WriteString("hostname", agent.Info.Hostname);
        json.WriteNames("capabilities", agent.Capabilities.Select(capability => WireNames.Of(StateNames.AgentCapability, (int)capability.Type)));
    }

    private static void WriteResources(Utf8JsonWriter json, AgentPicture agent)
    {
        var total = Sum(agent.Total);
        var used = Sum(agent.Executors.SelectMany(run => run.Resources).Select(WithoutAllocation));
        json.WriteResources("resources", total);
        json.WriteReservations(total);
        json.WriteStartArray("unreserved_resources_full");
        foreach (var resource in agent.Total.Where(resource => Hooks.Volumes.RoleOf(resource) is "" or "*"))
            json.WriteMessageValue(resource);
        json.WriteEndArray();
        json.WriteStartObject("reserved_resources_allocated");
        foreach (var role in used.Items.Select(resource => resource.Traits.ReservedRole).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            json.WriteResources(role, used.Where(resource => resource.Traits.ReservedRole == role));
        json.WriteEndObject();
        json.WriteResources("unreserved_resources_allocated", used.Where(resource => resource.Traits.ReservedRole is null));
    }

    /// <summary>Roles may differ from task to task, which a list of resources may not.</summary>
    private static Protocol.Mesos.V1.Resource WithoutAllocation(Protocol.Mesos.V1.Resource resource) =>
        resource.AllocationInfo is null ? resource : new(resource) { AllocationInfo = null };

    private static void WriteAttributes(Utf8JsonWriter json, AgentInfo info)
    {
        json.WriteStartObject("attributes");
        foreach (var attribute in info.Attributes.DistinctBy(attribute => attribute.Name))
        {
            if (attribute.Scalar is { } number)
                json.WriteDecimal(attribute.Name, number.Value);
            else if (attribute.Ranges is { } ranges)
                json.WriteString(attribute.Name, $"[{string.Join(", ", ranges.Range.Select(range => $"{range.Begin}-{range.End}"))}]");
            else
                json.WriteString(attribute.Name, attribute.Text?.Value ?? $"{{{string.Join(", ", attribute.Set?.Item ?? [])}}}");
        }

        json.WriteEndObject();
    }

    private static void WriteFrameworks(Utf8JsonWriter json, AgentPicture agent)
    {
        var present = agent.ByFramework.ToDictionary(framework => framework.Key, StringComparer.Ordinal);
        var past = agent.Ended.Where(run => run.Launch.Member is null).ToLookup(run => run.Launch.Key.FrameworkId, StringComparer.Ordinal);
        json.WriteStartArray("frameworks");
        foreach (var framework in present.Values)
            Write(json, framework, past[framework.Key]);
        json.WriteEndArray();
        json.WriteStartArray("completed_frameworks");
        foreach (var framework in past.Where(framework => !present.ContainsKey(framework.Key)))
            Write(json, [], framework);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<RunPicture> present, IEnumerable<RunPicture> past)
    {
        var info = present.Concat(past).First().Launch.Framework;
        json.WriteStartObject();
        json.WriteString("id", info.Id.Value);
        json.WriteString("name", info.Name);
        json.WriteString("user", info.User);
        json.WriteDecimal("failover_timeout", info.FailoverTimeout);
        json.WriteBoolean("checkpoint", info.Checkpoint);
        json.WriteString("hostname", info.Hostname);
        if (info.HasPrincipal)
            json.WriteString("principal", info.Principal);
        json.WriteNames("roles", info.Roles);
        Write(json, "executors", present);
        Write(json, "completed_executors", past);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<RunPicture> runs)
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteStartObject();
            json.WriteString("id", run.Launch.ExecutorId);
            json.WriteString("name", run.ExecutorName);
            json.WriteString("source", run.Source);
            json.WriteString("container", run.Launch.ContainerId);
            json.WriteString("directory", run.Launch.Sandbox);
            json.WriteResources("resources", Sum(run.Resources.Select(WithoutAllocation)));
            json.WriteString("role", run.Launch.AllocationRole);
            json.WriteLabels(run.IsCommand ? run.Launch.Task.Labels : run.Launch.Executor!.Labels);
            WriteTasks(json, "tasks", run, run.Tasks.Where(task => !TaskStates.IsTerminal(task.State)));
            WriteTasks(json, "queued_tasks", run, []);
            WriteTasks(json, "completed_tasks", run, run.Tasks.Where(task => TaskStates.IsTerminal(task.State)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTasks(Utf8JsonWriter json, string name, RunPicture run, IEnumerable<TaskPicture> tasks)
    {
        json.WriteStartArray(name);
        foreach (var task in tasks)
            TaskJson.Write(json, run, task);
        json.WriteEndArray();
    }
}
