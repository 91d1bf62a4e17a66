using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Documents;

/// <summary>
/// Looks at what documents write as code: paths below a top folder, <c>make</c> targets and type names of two words or more.
/// Decisions tell what was true when they were taken; their names are not looked at.
/// </summary>
public sealed partial class DocumentedNames : ILaw
{
    public string Rule => "Documents name files, make targets and types that exist.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var identifiers = new Lazy<HashSet<string>>(() =>
            [.. tree.Files.Where(f => Path.GetExtension(f.Key) is ".cs" or ".proto" or ".csproj" or ".props")
                .SelectMany(f => Identifier().Matches(f.Value).Select(match => match.Value))]);
        return from document in tree.Files
               where document.Key.EndsWith(".md") && document.Key != "CHANGELOG.md" && !document.Key.StartsWith("docs/decisions/")
               from code in Code().Matches(document.Value).Select(match => match.Groups[1].Value)
               where Names(tree, identifiers, code) is false
               select new Breach($"{document.Key} {code}", "does not exist");
    }

    /// <summary>Whether the code names something that exists; null when it is no name of these kinds.</summary>
    private static bool? Names(SourceTree tree, Lazy<HashSet<string>> identifiers, string code)
    {
        if (TopFolder().IsMatch(code))
            return code.Contains('*') || code.Contains('<') ? null : tree.Exists(code);
        if (Target().Match(code) is { Success: true } target)
            return Regex.IsMatch(tree.Files.GetValueOrDefault("Makefile", ""), $"^{target.Groups[1].Value}:", RegexOptions.Multiline);
        return TypeName().IsMatch(code) ? identifiers.Value.Contains(code) : null;
    }

    [GeneratedRegex("(?<!`)`([^`\n]+)`(?!`)")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(operator|tests|docs|samples|crds|charts|\.ci)/\S*$")]
    private static partial Regex TopFolder();

    [GeneratedRegex("^make ([a-z][a-z0-9-]*)")]
    private static partial Regex Target();

    [GeneratedRegex("^I?([A-Z][a-z0-9]+){2,}$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();
}
