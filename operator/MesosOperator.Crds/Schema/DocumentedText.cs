using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MesosOperator.Crds.Schema;

/// <summary>
/// The summaries that types and fields are documented with in the code, which are the descriptions of the schema too.
/// They lie beside the assembly; without them a schema has no descriptions.
/// </summary>
internal static partial class DocumentedText
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Known = new();

    public static string? Of(Type type) => Of(type.Assembly, $"T:{NameOf(type)}");

    public static string? Of(PropertyInfo property) =>
        Of(property.Module.Assembly, $"P:{NameOf(property.DeclaringType!)}.{property.Name}");

    private static string? Of(Assembly assembly, string id) => Known.GetOrAdd(assembly, Read).GetValueOrDefault(id);

    private static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static IReadOnlyDictionary<string, string> Read(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return !File.Exists(path)
            ? new Dictionary<string, string>()
            : XDocument.Load(path).Descendants("member")
                .Where(member => member.Element("summary") is not null)
                .ToDictionary(member => (string)member.Attribute("name")!, member => Flatten(member.Element("summary")!));
    }

    private static string Flatten(XElement summary) =>
        Spaces().Replace(string.Concat(summary.Nodes().Select(Flatten)), " ").Trim();

    private static string Flatten(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Referred(see),
        XElement element => string.Concat(element.Nodes().Select(Flatten)),
        _ => "",
    };

    private static string Referred(XElement see)
    {
        if (see.Attribute("langword") is { } word)
            return word.Value;
        var name = (string)see.Attribute("cref")!;
        var last = name[(name.LastIndexOf('.') + 1)..];
        return name.StartsWith("P:", StringComparison.Ordinal) ? JsonNamingPolicy.CamelCase.ConvertName(last) : last;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
