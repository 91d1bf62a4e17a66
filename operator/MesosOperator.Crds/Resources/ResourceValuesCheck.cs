using System.Text.Json.Nodes;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>Resources that can be counted, and have a name.</summary>
internal sealed class ResourceValuesCheck : ICheck
{
    public IEnumerable<Problem> Check(JsonNode value)
    {
        foreach (var (name, text) in value.AsObject())
            if (ResourceNames.Problem(name) is { } problem)
                yield return new("", problem);
            else if (ResourceValueFormat.Read(name, text!.ToString()) is null)
                yield return new(name, "is beyond measure");
    }
}
