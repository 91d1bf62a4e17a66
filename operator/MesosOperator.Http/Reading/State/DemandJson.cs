using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Readable;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.State;

/// <summary>What frameworks said that they need, and for how much of it they hold no offer: in all by role, and one by one.</summary>
internal static class DemandJson
{
    public static void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        var demands = view.Frameworks.SelectMany(framework => framework.Demands, (framework, demand) => (framework.Id, Demand: demand));
        json.WriteStartObject();
        json.WriteStartArray("roles");
        foreach (var role in demands.GroupBy(demand => demand.Demand.Demand.Role).OrderBy(role => role.Key))
        {
            json.WriteStartObject();
            json.WriteString("role", role.Key.Value);
            json.WriteQuantities("unmet", role.Aggregate(ResourceQuantities.Empty, (sum, demand) => sum + demand.Demand.Demand.Resources * demand.Demand.Unmet).Items);
            json.WriteStartArray("demand");
            foreach (var (framework, demand) in role)
                Write(json, demand, framework.Value);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, DemandView demand, string? framework = null)
    {
        json.WriteStartObject();
        if (framework is not null)
            json.WriteString("framework_id", framework);
        json.WriteNumber("count", demand.Demand.Count);
        json.WriteNumber("unmet", demand.Unmet);
        json.WriteQuantities("resources", demand.Demand.Resources.Items);
        json.WriteEndObject();
    }
}
