using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Hygiene;

public sealed partial class SuppressionsHaveReasons : ILaw
{
    public string Rule => "A warning is switched off with its reason on the same line, and a banned symbol never in Core.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.CSharp
        from pragma in file.Root.DescendantNodes(descendIntoTrivia: true).OfType<PragmaWarningDirectiveTriviaSyntax>()
        where pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
        let line = file.Text.Split('\n')[pragma.GetLocation().GetLineSpan().StartLinePosition.Line]
        where !Reason().IsMatch(line) || (file.Project == "MesosOperator.Core" && line.Contains("RS0030"))
        select new Breach(file.Path, line.Trim());

    [GeneratedRegex(@"//\s*\w+")]
    private static partial Regex Reason();
}
