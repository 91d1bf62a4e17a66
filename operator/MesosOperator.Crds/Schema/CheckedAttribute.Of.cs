namespace MesosOperator.Crds.Schema;

/// <inheritdoc cref="CheckedAttribute"/>
internal sealed class CheckedAttribute<TCheck> : CheckedAttribute
    where TCheck : ICheck, new()
{
    public override ICheck Check { get; } = new TCheck();
}
