using System.Text.Json;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Messages;
using MesosOperator.Protocol.Readable;

namespace MesosOperator.Http.Reading.State;

/// <summary>A framework as <c>/state</c> shows it, with its tasks and offers.</summary>
internal static class FrameworkJson
{
    private static IEnumerable<Part> Write(Utf8JsonWriter json, FrameworkView framework, TaskJson tasks)
    {
        json.WriteStartObject();
        WriteDescription(json, framework);
        foreach (var part in WriteTasks(json, "tasks", framework.Tasks.Where(task => task.State != TaskState.Unreachable), tasks)
            .Concat(WriteTasks(json, "unreachable_tasks", framework.Tasks.Where(task => task.State == TaskState.Unreachable), tasks))
            .Concat(WriteTasks(json, "completed_tasks", framework.CompletedTasks, tasks)))
            yield return part;
        json.WriteStartArray("offers");
        foreach (var offer in framework.Offers)
            Write(json, offer);
        json.WriteEndArray();
        json.WriteStartArray("executors");
        foreach (var executor in framework.Executors)
            ExecutorJson.Write(json, executor);
        json.WriteEndArray();
        json.WriteMessage("offer_constraints", ConstraintsToWire.Map(framework.Constraints));
        WriteFilters(json, framework.Info);
        json.WriteEndObject();
    }

    /// <summary>The frameworks that are here, and those that are gone.</summary>
    public static IEnumerable<Part> WriteLists(Utf8JsonWriter json, IEnumerable<FrameworkView> frameworks, IEnumerable<FrameworkView> completed)
    {
        var tasks = new TaskJson();
        foreach (var (name, listed) in ((string, IEnumerable<FrameworkView>)[])[("frameworks", frameworks), ("completed_frameworks", completed)])
        {
            json.WriteStartArray(name);
            foreach (var part in listed.SelectMany(framework => Write(json, framework, tasks)))
                yield return part;
            json.WriteEndArray();
        }
    }

    /// <summary>The properties that summaries show too.</summary>
    public static void WriteSummary(Utf8JsonWriter json, FrameworkView framework)
    {
        var info = framework.Info;
        var isConnected = framework.State == FrameworkState.Connected;
        json.WriteString("id", framework.Id.Value);
        json.WriteString("name", info.Name);
        json.WriteString("pid", $"scheduler@{info.Hostname ?? ""}");
        json.WriteResources("used_resources", framework.Used);
        json.WriteResources("offered_resources", framework.Offered);
        json.WriteNames("capabilities", CapabilitiesOf(info));
        json.WriteString("hostname", info.Hostname ?? "");
        json.WriteString("webui_url", info.WebUiUrl ?? "");
        json.WriteBoolean("active", isConnected);
        json.WriteBoolean("connected", isConnected);
        json.WriteBoolean("recovered", false);
    }

    private static void WriteDescription(Utf8JsonWriter json, FrameworkView framework)
    {
        var info = framework.Info;
        WriteSummary(json, framework);
        json.WriteString("user", info.User);
        if (info.Principal is { } principal)
            json.WriteString("principal", principal);
        json.WriteDecimal("failover_timeout", info.FailoverTimeout.TotalSeconds);
        json.WriteBoolean("checkpoint", info.Checkpoint);
        json.WriteTime("registered_time", framework.RegisteredAt);
        json.WriteTime("unregistered_time", framework.UnregisteredAt ?? Instant.Epoch);
        json.WriteTime("reregistered_time", framework.ReregisteredAt);
        json.WriteResources("resources", framework.Used + framework.Offered);
        json.WriteNames("roles", info.Roles.Select(role => role.Value));
        json.WriteLabels(FrameworkToWire.Map(info).Labels);
    }

    /// <summary>What is worth offering to it, role by role, where it says so.</summary>
    private static void WriteFilters(Utf8JsonWriter json, FrameworkInfo info)
    {
        if (info.MinAllocatable.IsEmpty)
            return;
        json.WriteStartObject("offer_filters");
        foreach (var (role, filters) in FrameworkToWire.Map(info).OfferFilters)
            json.WriteMessage(role, filters);
        json.WriteEndObject();
    }

    private static IEnumerable<string> CapabilitiesOf(FrameworkInfo info) => FrameworkToWire.Map(info).Capabilities
        .Select(capability => WireNames.Of(StateNames.FrameworkCapability, (int)capability.Type));

    private static IEnumerable<Part> WriteTasks(Utf8JsonWriter json, string property, IEnumerable<LaunchedTask> listed, TaskJson tasks)
    {
        json.WriteStartArray(property);
        foreach (var task in listed)
        {
            tasks.Write(json, task);
            yield return Part.Written;
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Offer offer)
    {
        json.WriteStartObject();
        json.WriteString("id", offer.Id.Value);
        json.WriteString("framework_id", offer.FrameworkId.Value);
        json.WriteStartObject("allocation_info");
        json.WriteString("role", offer.Role.Value);
        json.WriteEndObject();
        json.WriteString("slave_id", offer.AgentId.Value);
        json.WriteResources("resources", offer.Resources);
        json.WriteEndObject();
    }
}
