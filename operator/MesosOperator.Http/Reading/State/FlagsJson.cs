using System.Globalization;
using System.Text.Json;
using MesosOperator.Core.Master.State;
using MesosOperator.Runtime;

namespace MesosOperator.Http.Reading.State;

/// <summary>The settings under the names of Mesos' flags, as text; only those that this operator has.</summary>
internal sealed class FlagsJson(HttpOptions options, MasterSettings settings, RuntimeLimits limits)
{
    /// <summary>Name and value of each, by name.</summary>
    public IEnumerable<(string Name, string Value)> All
    {
        get
        {
            yield return ("agent_ping_timeout", Seconds(options.AgentPingInterval));
            yield return ("allocation_interval", Seconds(settings.AllocationInterval));
            yield return ("allocator", "hierarchical");
            yield return ("authenticate_agents", "false");
            yield return ("authenticate_frameworks", "false");
            yield return ("authenticate_http_frameworks", "false");
            yield return ("authenticate_http_readonly", "false");
            yield return ("authenticate_http_readwrite", "false");
            yield return ("framework_sorter", "drf");
            yield return ("hostname", options.Hostname);
            yield return ("ip", options.AdvertisedAddress.ToString());
            yield return ("max_agent_ping_timeouts", options.AgentPingMisses.ToString(CultureInfo.InvariantCulture));
            yield return ("max_completed_frameworks", settings.MaxCompletedFrameworks.ToString(CultureInfo.InvariantCulture));
            yield return ("max_completed_tasks_per_framework", settings.MaxCompletedTasks.ToString(CultureInfo.InvariantCulture));
            yield return ("max_operator_event_stream_subscribers", limits.MaxOperatorStreams.ToString(CultureInfo.InvariantCulture));
            yield return ("min_allocatable_resources", string.Join('|', settings.MinAllocatable.AnyOf.Select(enough => enough.ToString().Replace(" ", "", StringComparison.Ordinal))));
            if (settings.OfferTimeout is { } timeout)
                yield return ("offer_timeout", Seconds(timeout));
            yield return ("port", options.Port.ToString(CultureInfo.InvariantCulture));
            yield return ("registry_max_agent_count", settings.MaxUnreachableAgents.ToString(CultureInfo.InvariantCulture));
            yield return ("role_sorter", "drf");
        }
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteProperty(json);
        json.WriteEndObject();
    }

    public void WriteProperty(Utf8JsonWriter json)
    {
        json.WriteStartObject("flags");
        foreach (var (name, value) in All)
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) + "secs";
}
