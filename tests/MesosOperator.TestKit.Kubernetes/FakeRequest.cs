using System.Web;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>A request that reached the fake: whose, when, what, and what its path and query mean.</summary>
public sealed record FakeRequest(string Client, DateTimeOffset At, HttpMethod Method, string Path, string Query)
{
    private readonly string[] _parts = Path.Trim('/').Split('/');

    /// <summary>Group and version, as objects say them.</summary>
    public string ApiVersion => _parts[0] == "api" ? _parts[1] : IsVersion ? "" : $"{_parts[1]}/{_parts[2]}";

    /// <summary>Whether it asks for the server's version, as a sign of life.</summary>
    public bool IsVersion => Path == "/version";

    public string Plural => Rest is [var plural, ..] ? plural : "";

    public string Namespace => IsNamespaced ? AfterVersion[1] : "";

    /// <summary>The object's name; empty for a collection.</summary>
    public string Name => Rest.Length > 1 ? Uri.UnescapeDataString(Rest[1]) : "";

    public string Subresource => Rest.Length > 2 ? Rest[2] : "";

    public bool IsWatch => Parameter("watch") is "true" or "1";

    public bool IsList => Method == HttpMethod.Get && Name.Length == 0 && !IsWatch && !IsVersion;

    /// <summary>Whether an apply made the object: that takes the right to create as well.</summary>
    public bool IsCreation { get; internal set; }

    public bool IsWrite => Method != HttpMethod.Get;

    private string[] AfterVersion => IsVersion ? [] : _parts[(_parts[0] == "api" ? 2 : 3)..];

    private bool IsNamespaced => AfterVersion is ["namespaces", _, _, ..];

    private string[] Rest => IsNamespaced ? AfterVersion[2..] : AfterVersion;

    public string Parameter(string name) => HttpUtility.ParseQueryString(Query)[name] ?? "";
}
