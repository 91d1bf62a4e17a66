using System.Globalization;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Inventory;

/// <summary>Writes resources in the text form that <see cref="ResourceParser"/> reads.</summary>
internal static class ResourceText
{
    public static string Of(IEnumerable<Resource> resources) => string.Join(';', resources.Select(Of));

    private static string Of(Resource resource) => StaticRole.Name(resource) + ":" + resource.Type switch
    {
        Value.Types.Type.Scalar => resource.Scalar.Value.ToString(CultureInfo.InvariantCulture),
        Value.Types.Type.Ranges => $"[{string.Join(',', resource.Ranges.Range.Select(range => $"{range.Begin}-{range.End}"))}]",
        _ => $"{{{string.Join(',', resource.Set.Item)}}}",
    };
}
