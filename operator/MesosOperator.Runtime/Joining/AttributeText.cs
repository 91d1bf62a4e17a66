using System.Globalization;
using MesosOperator.Core.Agents;

namespace MesosOperator.Runtime.Joining;

/// <summary>The values of attributes as Mesos writes them.</summary>
public static class AttributeText
{
    /// <summary>The value without the name.</summary>
    public static string Of(AgentAttribute attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute.Text
            ?? attribute.Number?.ToString("0.###", CultureInfo.InvariantCulture)
            ?? attribute.Ranges?.ToString()
            ?? attribute.Set?.ToString()
            ?? "";
    }
}
