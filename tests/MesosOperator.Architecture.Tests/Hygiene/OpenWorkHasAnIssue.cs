using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis.CSharp;

namespace MesosOperator.Architecture.Tests.Hygiene;

public sealed partial class OpenWorkHasAnIssue : ILaw
{
    public string Rule => "A comment that leaves work open names its issue, such as #12.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from line in tree.CSharp.SelectMany(Comments).Concat(tree.Files.Where(f => IsScript(f.Key)).SelectMany(Lines))
        where OpenWork().IsMatch(line.Text) && !Issue().IsMatch(line.Text)
        select new Breach(line.Path, line.Text.Trim());

    private static IEnumerable<(string Path, string Text)> Comments(SourceFile file) =>
        from trivia in file.Root.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia
        from line in trivia.ToFullString().Split('\n')
        select (file.Path, line);

    private static IEnumerable<(string Path, string Text)> Lines(KeyValuePair<string, string> file) =>
        file.Value.Split('\n').Select(line => (file.Key, line));

    private static bool IsScript(string path) =>
        path is "Makefile" or ".ci/run" || Path.GetExtension(path) is ".csproj" or ".props" or ".proto" or ".sh" or ".js" or ".mjs";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex OpenWork();

    [GeneratedRegex(@"#\d+")]
    private static partial Regex Issue();
}
