using System.Text.Json.Serialization;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>
/// How much of a resource: a quantity (<c>500m</c>, <c>512Mi</c>), ranges (<c>[31000-31005, 31010-31010]</c>) or a set of
/// names (<c>{sdb, sdc}</c>), as Mesos writes them. Keeps its text.
/// </summary>
[JsonConverter(typeof(ResourceValueConverter))]
[Format<ResourceValueFormat>]
public readonly record struct ResourceValue(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
