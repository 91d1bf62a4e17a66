using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MesosOperator.Embedded.Answers;

namespace MesosOperator.Embedded.Reading;

/// <summary>A label selector: <c>a=b</c>, <c>a!=b</c>, <c>a in (b,c)</c>, <c>a notin (b)</c>, <c>a</c>, <c>!a</c>, joined by commas.</summary>
internal sealed partial class LabelSelector
{
    private readonly List<Func<JsonObject, bool>> _requirements = [];

    private LabelSelector()
    {
    }

    public bool IsEverything => _requirements.Count == 0;

    public static LabelSelector Read(string text)
    {
        var selector = new LabelSelector();
        var position = 0;
        while (position < text.Length)
        {
            var match = Requirement().Match(text, position);
            if (!match.Success)
                throw Problems.BadRequest($"unable to parse requirement: {text[position..]}");
            selector._requirements.Add(ReadRequirement(match));
            position += match.Length;
        }
        return selector;
    }

    public bool Matches(JsonObject body)
    {
        var labels = body["metadata"]?["labels"] as JsonObject ?? [];
        return _requirements.TrueForAll(requirement => requirement(labels));
    }

    private static Func<JsonObject, bool> ReadRequirement(Match match)
    {
        var key = match.Groups["key"].Value;
        string[] values = [.. match.Groups["values"].Value.Split(',').Select(value => value.Trim())];
        return match.Groups["operator"].Value switch
        {
            "in" => labels => labels[key] is { } label && values.Contains(label.ToString()),
            "notin" => labels => labels[key] is not { } label || !values.Contains(label.ToString()),
            "=" or "==" => labels => labels[key]?.ToString() == match.Groups["value"].Value,
            "!=" => labels => labels[key]?.ToString() != match.Groups["value"].Value,
            _ when match.Groups["not"].Success => labels => !labels.ContainsKey(key),
            _ => labels => labels.ContainsKey(key),
        };
    }

    [GeneratedRegex("""
        \G\s*(?:
          (?<key>[\w./-]+)\s+(?<operator>in|notin)\s*\((?<values>[^()]*)\)
        | (?<key>[\w./-]+)\s*(?<operator>==|=|!=)\s*(?<value>[\w.-]*)
        | (?<not>!)\s*(?<key>[\w./-]+)
        | (?<key>[\w./-]+)
        )\s*(?:,|\z)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Requirement();
}
