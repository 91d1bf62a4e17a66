namespace MesosOperator.Crds.Schema;

/// <summary>The field may not be changed, added or removed once the resource is there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ImmutableAttribute : Attribute;
