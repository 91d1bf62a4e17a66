using System.Text.Json.Nodes;
using MesosOperator.Crds.Expressions;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>Environment variables have names that a shell can say.</summary>
internal sealed class VariableNames : ICheck
{
    private const string Pattern = "^[A-Za-z_][A-Za-z0-9_.-]*$";

    public IEnumerable<Problem> Check(JsonNode value) =>
        from variable in value.AsObject()
        where !Patterns.Read(Pattern).IsMatch(variable.Key)
        select new Problem("", $"'{variable.Key}' is no name of a variable: letters, digits, '_', '.' and '-', and no digit first");
}
