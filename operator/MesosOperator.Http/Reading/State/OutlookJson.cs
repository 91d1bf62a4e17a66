using System.Text.Json;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Views;
using MesosOperator.Runtime.Metrics;

namespace MesosOperator.Http.Reading.State;

/// <summary>Why a framework is, or is not, offered anything: counts of agents by reason, role by role.</summary>
internal static class OutlookJson
{
    public static void Write(Utf8JsonWriter json, FrameworkOutlook outlook)
    {
        json.WriteStartObject();
        json.WriteString("framework_id", outlook.FrameworkId.Value);
        json.WriteBoolean("connected", outlook.State == Core.Frameworks.FrameworkState.Connected);
        json.WriteString("summary", outlook.Summary);
        json.WriteNumber("agents", outlook.Agents);
        json.WriteNumber("agents_looked_at", outlook.AgentsLookedAt);
        json.WriteStartArray("roles");
        foreach (var role in outlook.Roles)
            Write(json, role);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RoleOutlook role)
    {
        json.WriteStartObject();
        json.WriteString("role", role.Role.Value);
        json.WriteBoolean("suppressed", role.IsSuppressed);
        json.WriteNumber("offers", role.OutstandingOffers);
        if (role.RefusedUntil is { } until)
            json.WriteNumber("refused_until", until.ToSeconds());
        json.WriteStartArray("demand");
        foreach (var demand in role.Demands)
            DemandJson.Write(json, demand);
        json.WriteEndArray();
        json.WriteStartArray("reasons");
        foreach (var (verdict, agents) in role.Verdicts)
        {
            json.WriteStartObject();
            json.WriteString("reason", SnakeCase.Of(verdict).ToUpperInvariant());
            json.WriteNumber("agents", agents);
            json.WriteString("example", role.Examples[verdict].Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
