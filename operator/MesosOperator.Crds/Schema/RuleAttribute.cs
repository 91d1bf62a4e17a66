namespace MesosOperator.Crds.Schema;

/// <summary>A <see cref="SchemaRule"/> about a type's values or a field's.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class, AllowMultiple = true)]
internal sealed class RuleAttribute(string text, string message) : Attribute
{
    public SchemaRule Rule => new(text, message);
}
