using System.Text.Json.Nodes;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Roles;

/// <summary>Nobody is promised more than they may have (semantics 3.14). Expressions cannot compare quantities.</summary>
internal sealed class QuotaCheck : ICheck
{
    public IEnumerable<Problem> Check(JsonNode value)
    {
        if (value["guarantees"] is not JsonObject guarantees || value["limits"] is not JsonObject limits)
            yield break;
        foreach (var (name, guarantee) in guarantees)
            if (limits[name] is { } limit && ToDecimal(guarantee!) > ToDecimal(limit))
                yield return new($"guarantees.{name}", $"is more than the limit, {limit}");
    }

    private static decimal ToDecimal(JsonNode quantity) => new Quantity(quantity.ToString()).ToDecimal();
}
