using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Labels;

/// <summary>Free-form labels; none at all are not said.</summary>
internal static class LabelsToWire
{
    public static Wire.Labels? Map(ImmutableArray<Label> labels) =>
        labels.IsEmpty ? null : new Wire.Labels { Labels_ = { labels.Select(Map) } };

    private static Wire.Label Map(Label label)
    {
        var mapped = new Wire.Label { Key = label.Key };
        if (label.Value is { } value)
        {
            mapped.Value = value;
        }

        return mapped;
    }
}
