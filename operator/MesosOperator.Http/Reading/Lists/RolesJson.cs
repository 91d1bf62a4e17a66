using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Answers;
using MesosOperator.Protocol.Mapping.Operators;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>Roles with what they hold, as <c>/roles</c> shows them; their quotas and their weights.</summary>
internal static class RolesJson
{
    public static void Write(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        json.WriteStartObject();
        json.WriteStartArray("roles");
        foreach (var role in RoleLedger.Of(view))
            Write(json, role);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void WriteQuotas(Utf8JsonWriter json, MasterView view, IQueryCollection query) => json.WriteMessageValue(QuotaToWire.Map(view));

    public static void WriteWeights(Utf8JsonWriter json, MasterView view, IQueryCollection query)
    {
        json.WriteStartArray();
        foreach (var (role, weight) in view.WeightsMilli)
        {
            json.WriteStartObject();
            json.WriteString("role", role.Value);
            json.WriteDecimal("weight", weight / 1000.0);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RoleEntry role)
    {
        json.WriteStartObject();
        json.WriteString("name", role.Name.Value);
        json.WriteDecimal("weight", role.Weight);
        json.WriteStartObject("quota");
        json.WriteString("role", role.Name.Value);
        WriteQuantities(json, "guarantee", role.Quota.Guarantees.Items);
        WriteQuantities(json, "limit", role.Quota.Limits.Items);
        WriteQuantities(json, "consumed", role.Consumed.Items);
        json.WriteEndObject();
        WriteQuantities(json, "resources", (role.Allocated + role.Offered).Items);
        WriteQuantities(json, "allocated", role.Allocated.Items);
        WriteQuantities(json, "offered", role.Offered.Items);
        WriteQuantities(json, "reserved", role.Reserved.Items);
        json.WriteNames("frameworks", role.Frameworks.Select(framework => framework.Value));
        json.WriteEndObject();
    }

    private static void WriteQuantities(Utf8JsonWriter json, string name, IEnumerable<ResourceQuantity> quantities)
    {
        json.WriteStartObject(name);
        foreach (var quantity in quantities)
            json.WriteDecimal(quantity.Name, quantity.Amount.ToUnits());
        json.WriteEndObject();
    }
}
