using System.Globalization;
using System.Text.Json;
using MesosOperator.Core.Master.State;

namespace MesosOperator.Http.Reading.State;

/// <summary>The settings under the names of Mesos' flags, as text; only those that this operator has.</summary>
internal sealed class FlagsJson(HttpOptions options, MasterSettings settings)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteProperty(json);
        json.WriteEndObject();
    }

    public void WriteProperty(Utf8JsonWriter json)
    {
        json.WriteStartObject("flags");
        json.WriteString("agent_ping_timeout", Seconds(options.AgentPingInterval));
        json.WriteString("allocation_interval", Seconds(settings.AllocationInterval));
        json.WriteString("allocator", "hierarchical");
        json.WriteString("authenticate_agents", "false");
        json.WriteString("authenticate_frameworks", "false");
        json.WriteString("authenticate_http_frameworks", "false");
        json.WriteString("authenticate_http_readonly", "false");
        json.WriteString("authenticate_http_readwrite", "false");
        json.WriteString("framework_sorter", "drf");
        json.WriteString("hostname", options.Hostname);
        json.WriteString("ip", options.AdvertisedAddress.ToString());
        json.WriteString("max_agent_ping_timeouts", options.AgentPingMisses.ToString(CultureInfo.InvariantCulture));
        json.WriteString("max_completed_frameworks", settings.MaxCompletedFrameworks.ToString(CultureInfo.InvariantCulture));
        json.WriteString("min_allocatable_resources", string.Join('|', settings.MinAllocatable.AnyOf.Select(enough => enough.ToString().Replace(" ", "", StringComparison.Ordinal))));
        if (settings.OfferTimeout is { } timeout)
            json.WriteString("offer_timeout", Seconds(timeout));
        json.WriteString("port", options.Port.ToString(CultureInfo.InvariantCulture));
        json.WriteString("registry_max_agent_count", settings.MaxUnreachableAgents.ToString(CultureInfo.InvariantCulture));
        json.WriteString("role_sorter", "drf");
        json.WriteEndObject();
    }

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("R", CultureInfo.InvariantCulture) + "secs";
}
