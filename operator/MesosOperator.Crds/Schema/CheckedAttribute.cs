namespace MesosOperator.Crds.Schema;

/// <summary>An <see cref="ICheck"/> of a type's values or a field's.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal abstract class CheckedAttribute : Attribute
{
    public abstract ICheck Check { get; }
}
