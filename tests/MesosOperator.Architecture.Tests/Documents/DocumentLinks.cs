using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Documents;

public sealed partial class DocumentLinks : ILaw
{
    public string Rule => "A link in a document leads to a file of the repository, and its anchor to a heading there.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from document in tree.Files
        where document.Key.EndsWith(".md")
        from link in Link().Matches(document.Value).Select(match => match.Groups[1].Value)
        where !Outside().IsMatch(link) && !Leads(tree, document.Key, link)
        select new Breach($"{document.Key} {link}", "leads nowhere");

    private static bool Leads(SourceTree tree, string document, string link)
    {
        var parts = link.Split('#', 2);
        var folder = Path.GetDirectoryName("/" + document)!;
        var target = parts[0].Length == 0 ? document : Path.GetFullPath(Path.Combine(folder, parts[0])).TrimStart('/');
        return tree.Exists(target) && (parts.Length == 1 || !target.EndsWith(".md") || Anchors(tree.Files[target]).Contains(parts[1]));
    }

    private static IEnumerable<string> Anchors(string markdown) =>
        Heading().Matches(markdown).Select(match =>
            NotInAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^(https?|mailto):")]
    private static partial Regex Outside();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
