namespace MesosOperator.Crds.Schema;

/// <summary>Fields that <c>--field-selector</c> understands, on API servers of Kubernetes 1.30 and later.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SelectableAttribute(params string[] paths) : Attribute
{
    public string[] Paths => paths;
}
