namespace MesosOperator.Crds.Schema;

/// <summary>Makes a type one of our kinds; its other names come from the client library's own attribute.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CustomResourceAttribute(string shortName, ResourceScope scope) : Attribute
{
    public string ShortName => shortName;

    public ResourceScope Scope => scope;
}
