using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Repository;

/// <summary>Something with a body: a method, constructor, operator, accessor or local function.</summary>
public sealed record Function(SourceFile File, string Name, SyntaxNode Node, int LineCount)
{
    /// <summary>Where the function is, as it is named in a breach: <c>path Name</c>.</summary>
    public string Place => $"{File.Path} {Name}";

    public static Function? From(SourceFile file, SyntaxNode node)
    {
        var (name, first) = node switch
        {
            MethodDeclarationSyntax m when HasBody(m) => (m.Identifier.Text, FirstToken(m, m.AttributeLists.Count)),
            ConstructorDeclarationSyntax c => (c.Identifier.Text, FirstToken(c, c.AttributeLists.Count)),
            OperatorDeclarationSyntax o when HasBody(o) => ($"operator {o.OperatorToken.Text}", FirstToken(o, o.AttributeLists.Count)),
            ConversionOperatorDeclarationSyntax o => ($"operator {o.Type}", FirstToken(o, o.AttributeLists.Count)),
            AccessorDeclarationSyntax { Body: not null } a => (a.Keyword.Text, a.GetFirstToken()),
            LocalFunctionStatementSyntax l => (l.Identifier.Text, l.GetFirstToken()),
            _ => ("", default),
        };
        if (name.Length == 0)
            return null;
        var lines = node.SyntaxTree.GetLineSpan(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(first.SpanStart, node.Span.End));
        return new Function(file, name, node, lines.EndLinePosition.Line - lines.StartLinePosition.Line + 1);
    }

    private static bool HasBody(BaseMethodDeclarationSyntax method) => method.Body is not null || method.ExpressionBody is not null;

    /// <summary>Attributes are not part of the length.</summary>
    private static SyntaxToken FirstToken(MemberDeclarationSyntax member, int attributeLists) =>
        attributeLists == 0 ? member.GetFirstToken() : member.AttributeLists.Last().GetLastToken().GetNextToken();
}
