using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Layers;

/// <summary>
/// A namespace uses another when one of its files names a type that is declared there and can see it.
/// Names are compared without binding, so an import that nothing uses is no use.
/// </summary>
public sealed class NamespacePairs : ILaw
{
    public string Rule => "Of two namespaces of a project, one uses the other, never each the other.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from project in tree.Product.Where(file => file.Namespace is not null).GroupBy(file => file.Project)
        from breach in Check([.. project], GlobalImports(tree, project.Key))
        select breach;

    private static IEnumerable<Breach> Check(SourceFile[] files, IReadOnlySet<string> globalImports)
    {
        var declared = files.GroupBy(file => file.Namespace!)
            .ToDictionary(g => g.Key, g => g.SelectMany(file => file.TopLevelTypes.Select(NameOf)).ToHashSet());
        var uses = new SortedDictionary<(string User, string Used), string>();
        foreach (var file in files)
            foreach (var (used, type) in Uses(file, declared, globalImports))
                uses.TryAdd((file.Namespace!, used), $"{file.Path} uses {type}");
        return from use in uses
               where string.CompareOrdinal(use.Key.User, use.Key.Used) < 0 && uses.ContainsKey((use.Key.Used, use.Key.User))
               select new Breach($"{use.Key.User} <-> {use.Key.Used}", $"{use.Value}; {uses[(use.Key.Used, use.Key.User)]}");
    }

    private static IEnumerable<(string Namespace, string Type)> Uses(
        SourceFile file, Dictionary<string, HashSet<string>> declared, IReadOnlySet<string> globalImports)
    {
        var imports = file.Root.Usings.Select(u => u.Name?.ToString()).ToHashSet();
        var own = file.Namespace!;
        var seen = declared.Keys
            .Where(n => n != own && (imports.Contains(n) || globalImports.Contains(n) || own.StartsWith(n + ".", StringComparison.Ordinal)))
            .ToArray();
        return from name in file.All<SimpleNameSyntax>()
               where !IsMemberName(name) && !declared[own].Contains(name.Identifier.Text)
               from used in seen
               where declared[used].Contains(name.Identifier.Text)
               select (used, name.Identifier.Text);
    }

    /// <summary>A property may carry the name of its type: what follows a dot or names an argument or initializer is no use.</summary>
    private static bool IsMemberName(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Left == name && assignment.Parent is InitializerExpressionSyntax,
        _ => false,
    };

    private static HashSet<string> GlobalImports(SourceTree tree, string project) =>
    [
        .. tree.Projects.Where(p => p.Name == project).SelectMany(p => p.Usings),
        .. tree.Product.Where(file => file.Project == project)
            .SelectMany(file => file.Root.Usings)
            .Where(u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword))
            .Select(u => u.Name!.ToString()),
    ];

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax t => t.Identifier.Text,
        DelegateDeclarationSyntax d => d.Identifier.Text,
        _ => "",
    };
}
