using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Mapping.Operators;
using MesosOperator.Protocol.Readable;
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
        json.WriteQuantities("guarantee", role.Quota.Guarantees.Items);
        json.WriteQuantities("limit", role.Quota.Limits.Items);
        json.WriteQuantities("consumed", role.Consumed.Items);
        json.WriteEndObject();
        json.WriteQuantities("resources", (role.Allocated + role.Offered).Items);
        json.WriteQuantities("allocated", role.Allocated.Items);
        json.WriteQuantities("offered", role.Offered.Items);
        json.WriteQuantities("reserved", role.Reserved.Items);
        json.WriteNames("frameworks", role.Frameworks.Select(framework => framework.Value));
        json.WriteEndObject();
    }
}
