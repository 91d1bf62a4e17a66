using MesosOperator.Core.Agents;
using MesosOperator.Protocol.Mapping.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Agents;

/// <summary>The typed labels of an agent.</summary>
public static class AttributesToWire
{
    /// <summary>Maps one attribute.</summary>
    public static Wire.Attribute Map(AgentAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute switch
        {
            { Number: { } number } => new()
            {
                Name = attribute.Name,
                Type = Wire.Value.Types.Type.Scalar,
                Scalar = new Wire.Value.Types.Scalar { Value = number },
            },
            { Ranges: { } ranges } => new()
            {
                Name = attribute.Name,
                Type = Wire.Value.Types.Type.Ranges,
                Ranges = ValuesToWire.Ranges(ranges),
            },
            { Set: { } set } => new() { Name = attribute.Name, Type = Wire.Value.Types.Type.Set, Set = ValuesToWire.Set(set) },
            _ => new()
            {
                Name = attribute.Name,
                Type = Wire.Value.Types.Type.Text,
                Text = new Wire.Value.Types.Text { Value = attribute.Text ?? "" },
            },
        };
    }
}
