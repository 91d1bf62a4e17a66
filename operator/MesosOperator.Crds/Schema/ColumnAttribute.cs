namespace MesosOperator.Crds.Schema;

/// <summary>A column of <c>kubectl get</c>. The wide ones show with <c>-o wide</c> only.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal class ColumnAttribute(string name, string path) : Attribute
{
    public string Name => name;

    public string Path => path;

    public string Type { get; init; } = "string";

    public bool IsWide { get; init; }
}
