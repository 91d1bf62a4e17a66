namespace MesosOperator.Crds.Schema;

/// <inheritdoc cref="FormatAttribute"/>
internal sealed class FormatAttribute<TFormat> : FormatAttribute
    where TFormat : ITextFormat
{
    public override TextRule Rule { get; } = new(TFormat.Pattern, TFormat.MaxLength, TFormat.Problem);
}
