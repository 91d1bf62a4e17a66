namespace MesosOperator.Crds.Schema;

/// <summary>No two items of the list are equal, or have the same key.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UniqueAttribute(string? key = null) : Attribute
{
    public ListIdentity Identity => key is null ? ListIdentity.Set : ListIdentity.By(key);
}
