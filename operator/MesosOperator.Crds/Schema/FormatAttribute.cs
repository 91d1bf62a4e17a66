namespace MesosOperator.Crds.Schema;

/// <summary>The text, each item of the list or each value of the map is of one kind.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Struct)]
internal abstract class FormatAttribute : Attribute
{
    public abstract TextRule Rule { get; }
}
