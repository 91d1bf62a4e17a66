using System.Text.Json.Nodes;

namespace MesosOperator.Crds.Schema;

/// <summary>A check of a value that keeps its schema and the rules in it. Stateless.</summary>
public interface ICheck
{
    /// <summary>Everything that is wrong; paths begin at the value.</summary>
    IEnumerable<Problem> Check(JsonNode value);
}
