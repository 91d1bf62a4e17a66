using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Budgets;

/// <summary>
/// A flag tells the reader of a call nothing. A record's property is not a flag, nor is a parameter named <c>value</c>
/// (what is stored or written) or <c>condition</c> (what is asserted); and who overrides did not choose.
/// </summary>
public sealed class PublicBooleanParameter : ILaw
{
    public string Rule => "A public function takes no boolean: make two functions, or an enum that says what is meant.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.Product
        from method in file.All<BaseMethodDeclarationSyntax>()
        where IsPublic(method) && !method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        from parameter in method.ParameterList.Parameters
        where parameter.Type?.ToString() is "bool" or "bool?" && parameter.Identifier.Text is not ("value" or "condition")
        select new Breach($"{file.Path} {NameOf(method)}", $"bool {parameter.Identifier.Text}");

    private static bool IsPublic(BaseMethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.PublicKeyword)
        || (method.Parent is InterfaceDeclarationSyntax && !method.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private static string NameOf(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax m => m.Identifier.Text,
        ConstructorDeclarationSyntax c => c.Identifier.Text,
        _ => "operator",
    };
}
