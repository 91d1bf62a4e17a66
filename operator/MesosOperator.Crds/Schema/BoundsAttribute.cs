namespace MesosOperator.Crds.Schema;

/// <summary>
/// The least and the most, both allowed: of a number its value, of a text its characters, of a list or map its entries.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class BoundsAttribute(long least, long most) : Attribute
{
    public SchemaBounds Bounds => new(least, most);
}
