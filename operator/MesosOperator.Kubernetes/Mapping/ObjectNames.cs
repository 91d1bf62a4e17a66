using System.Security.Cryptography;
using System.Text;
using MesosOperator.Core.Identity;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>
/// Names of objects for ids and names that Kubernetes would not take. The same text always gives the same name; one that
/// had to be changed carries a piece of its hash, so that two texts do not meet in one name. All fit into a label.
/// </summary>
internal static class ObjectNames
{
    private const int LengthMax = 63;
    private const int HashLength = 6;

    /// <summary>A name that says a text, or as much of it as fits.</summary>
    public static string Of(string text)
    {
        var readable = Readable(text);
        return readable == text && text.Length is > 0 and <= LengthMax ? text : WithHash(readable, text);
    }

    /// <summary>A name that says a text and tells it apart from others that read the same, by something of its own.</summary>
    public static string Of(string text, string distinct) => WithHash(Readable(text), distinct);

    /// <summary>An agent is called by its host; there may be several on one.</summary>
    public static string Of(AgentId id, string hostname) => Of(hostname, id.Value);

    /// <summary>Offers are many and short-lived: they are called by their framework and number, such as <c>web-o12-3f9a01</c>.</summary>
    public static string Of(string framework, OfferId id) => Of($"{framework}-{id.Value[(id.Value.LastIndexOf('-') + 1)..]}", id.Value);

    /// <summary>Ids of tasks are unique within their framework only.</summary>
    public static string Of(string framework, TaskId id) => Of($"{framework}.{id.Value}");

    private static string WithHash(string readable, string distinct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(distinct)))[..HashLength];
        var room = LengthMax - HashLength - 1;
        var kept = (readable.Length > room ? readable[..room] : readable).Trim('-', '.');
        return kept.Length == 0 ? $"x-{hash}" : $"{kept}-{hash}";
    }

    private static string Readable(string text)
    {
        var name = new StringBuilder(text.Length);
        foreach (var character in text.ToLowerInvariant())
            name.Append(character is (>= 'a' and <= 'z') or (>= '0' and <= '9') || (character == '.' && name.Length > 0 && name[^1] != '.' && name[^1] != '-')
                ? character
                : '-');
        return name.ToString().Trim('-', '.').Replace("-.", "-", StringComparison.Ordinal);
    }
}
