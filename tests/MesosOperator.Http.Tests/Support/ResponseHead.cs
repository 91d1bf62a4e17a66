namespace MesosOperator.Http.Tests.Support;

/// <summary>Status line and headers as they came.</summary>
public sealed record ResponseHead(IReadOnlyList<string> Lines)
{
    public string StatusLine => Lines[0];

    public IEnumerable<string> HeaderNames => Lines.Skip(1).Select(line => line[..line.IndexOf(':')]);

    /// <summary>The value of a header in exactly this letter case, or null.</summary>
    public string? Header(string name) => Lines.Skip(1)
        .Where(line => line.StartsWith(name + ": ", StringComparison.Ordinal))
        .Select(line => line[(name.Length + 2)..])
        .SingleOrDefault();

    public int ContentLength => int.Parse(Header("Content-Length")!, System.Globalization.CultureInfo.InvariantCulture);
}
