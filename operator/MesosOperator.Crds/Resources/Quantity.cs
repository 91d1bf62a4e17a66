using System.Globalization;
using System.Text.Json.Serialization;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Resources;

/// <summary>An amount as Kubernetes writes it: <c>4</c>, <c>0.5</c>, <c>500m</c>, <c>512Mi</c>. Never negative; keeps its text.</summary>
[JsonConverter(typeof(QuantityConverter))]
[Format<QuantityFormat>]
public readonly record struct Quantity(string Text)
{
    /// <summary>The number of units or bytes; the text must be valid.</summary>
    public decimal ToDecimal() => QuantityFormat.TryRead(Text, out var value)
        ? value
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{Text}' is no quantity"));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
