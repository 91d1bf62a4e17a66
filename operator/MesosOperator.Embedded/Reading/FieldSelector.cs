using System.Text.Json.Nodes;
using MesosOperator.Embedded.Answers;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Reading;

/// <summary>A field selector: <c>a.b=c</c> or <c>a.b!=c</c>, joined by commas, of the fields that a kind allows.</summary>
internal sealed class FieldSelector
{
    private static readonly string[] Everywhere = [".metadata.name", ".metadata.namespace"];

    private readonly List<(string Path, string Value, bool IsEqual)> _requirements = [];

    private FieldSelector()
    {
    }

    public bool IsEverything => _requirements.Count == 0;

    public static FieldSelector Read(ServedKind kind, string text)
    {
        var selector = new FieldSelector();
        foreach (var requirement in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = requirement.IndexOf('=');
            if (sign <= 0)
                throw Problems.BadRequest($"invalid selector: '{text}'; can't understand '{requirement}'");
            var isEqual = requirement[sign - 1] != '!';
            var path = $".{requirement[..(isEqual ? sign : sign - 1)].Trim()}";
            if (!Everywhere.Contains(path) && !kind.SelectableFields.Contains(path))
                throw Problems.BadRequest($"field label not supported: {path[1..]}");
            selector._requirements.Add((path, requirement[(sign + 1)..].TrimStart('=').Trim(), isEqual));
        }
        return selector;
    }

    public bool Matches(JsonObject body) =>
        _requirements.TrueForAll(wanted => ((JsonPath.Find(body, wanted.Path)?.ToString() ?? "") == wanted.Value) == wanted.IsEqual);
}
