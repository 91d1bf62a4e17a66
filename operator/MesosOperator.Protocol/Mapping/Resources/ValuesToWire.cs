using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Resources;

/// <summary>The values of resources and attributes.</summary>
internal static class ValuesToWire
{
    public static Wire.Value.Types.Ranges Ranges(ValueRanges ranges) => new()
    {
        Range = { ranges.Ranges.Select(range => new Wire.Value.Types.Range { Begin = range.Begin, End = range.End }) },
    };

    public static Wire.Value.Types.Set Set(ValueSet set) => new() { Item = { set.Items } };
}
