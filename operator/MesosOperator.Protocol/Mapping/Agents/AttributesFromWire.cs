using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Resources;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>The typed labels of an agent.</summary>
internal static class AttributesFromWire
{
    public static ImmutableArray<AgentAttribute> Map(IEnumerable<Wire.Attribute> attributes) => [.. attributes.Select(Map)];

    /// <summary>What is wrong with an attribute, or null.</summary>
    public static string? Problem(Wire.Attribute attribute) => attribute switch
    {
        { Name: "" } => "Empty attribute name",
        { Type: Wire.Value.Types.Type.Scalar, Scalar: null }
            or { Type: Wire.Value.Types.Type.Ranges, Ranges: null }
            or { Type: Wire.Value.Types.Type.Set, Set: null }
            or { Type: Wire.Value.Types.Type.Text, Text: null } => $"Attribute '{attribute.Name}' has no value of its type",
        { Type: Wire.Value.Types.Type.Ranges } => ValuesFromWire.RangesProblem(attribute.Ranges),
        _ => null,
    };

    private static AgentAttribute Map(Wire.Attribute attribute) => attribute.Type switch
    {
        Wire.Value.Types.Type.Scalar => new(attribute.Name) { Number = attribute.Scalar.Value },
        Wire.Value.Types.Type.Ranges => new(attribute.Name) { Ranges = ValuesFromWire.Ranges(attribute.Ranges) },
        Wire.Value.Types.Type.Set => new(attribute.Name) { Set = ValueSet.Of(attribute.Set.Item) },
        _ => new(attribute.Name) { Text = attribute.Text.Value },
    };
}
