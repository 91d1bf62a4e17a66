namespace MesosOperator.Embedded.Kinds;

/// <summary>A column of a table of objects. The wide ones have a priority above 0.</summary>
internal sealed record PrinterColumn(string Name, string Path)
{
    public string Type { get; init; } = "string";

    public int Priority { get; init; }
}
