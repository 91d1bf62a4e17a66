namespace MesosOperator.Embedded.Reading;

/// <summary>Which part of a list, as of when.</summary>
internal sealed record ListRequest(string ResourceVersion, string Match)
{
    /// <summary>The most objects; 0 for all.</summary>
    public int Limit { get; init; }

    /// <summary>The token of an earlier page; empty for the first.</summary>
    public string Continue { get; init; } = "";
}
