namespace MesosOperator.Crds.Schema;

/// <summary>The object is described elsewhere: its fields are neither listed nor looked at, only kept.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OpenAttribute : Attribute;
