using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Naming;

/// <summary>A part of a type may stand in a file of its own, <c>Type.Part.cs</c>; the cases of a closed set are nested in it.</summary>
public sealed class OnePublicType : ILaw
{
    public string Rule => "A file declares one public type at most, and has its name.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        foreach (var file in tree.Product)
        {
            var names = file.TopLevelTypes.Where(t => t.Modifiers.Any(SyntaxKind.PublicKeyword)).Select(NameOf).ToArray();
            if (names.Length > 1)
                yield return new Breach(file.Path, $"declares {string.Join(", ", names)}");
            else if (names.Length == 1 && file.FileName.Split('.')[0] != names[0])
                yield return new Breach(file.Path, $"declares {names[0]}");
        }
    }

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax t => t.Identifier.Text,
        DelegateDeclarationSyntax d => d.Identifier.Text,
        _ => "",
    };
}
