using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>Amounts that can be counted, of resources that have a name.</summary>
internal sealed class ResourceAmountsCheck : ICheck
{
    public IEnumerable<Problem> Check(JsonNode value)
    {
        foreach (var (name, amount) in value.AsObject())
            if (ResourceNames.Problem(name) is { } problem)
                yield return new("", problem);
            else if (!ResourceUnits.TryToAmount(name, new(amount!.ToString()), out _))
                yield return new(name, "is beyond measure");
    }
}
