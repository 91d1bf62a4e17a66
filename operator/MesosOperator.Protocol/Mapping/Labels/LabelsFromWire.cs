using System.Collections.Immutable;
using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Labels;

/// <summary>Free-form labels.</summary>
internal static class LabelsFromWire
{
    public static ImmutableArray<Label> Map(Wire.Labels? labels) => labels is null
        ? []
        : [.. labels.Labels_.Select(label => new Label(label.Key, label.HasValue ? label.Value : null))];
}
