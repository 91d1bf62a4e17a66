using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Budgets;

/// <summary>A record's positional parameters are its shape, not its dependencies, and are not counted.</summary>
public sealed class ConstructorParameters : ILaw
{
    private const int ParametersMax = 7;

    public string Rule => $"A constructor has at most {ParametersMax} parameters; what needs more does too much.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.CSharp
        from constructor in Explicit(file).Concat(Primary(file))
        where constructor.Parameters.Parameters.Count > ParametersMax
        select new Breach($"{file.Path} {constructor.Name}", $"{constructor.Parameters.Parameters.Count} parameters");

    private static IEnumerable<(string Name, ParameterListSyntax Parameters)> Explicit(SourceFile file) =>
        file.All<ConstructorDeclarationSyntax>().Select(c => (c.Identifier.Text, c.ParameterList));

    private static IEnumerable<(string Name, ParameterListSyntax Parameters)> Primary(SourceFile file) =>
        file.All<TypeDeclarationSyntax>()
            .Where(type => type is not RecordDeclarationSyntax && type.ParameterList is not null)
            .Select(type => (type.Identifier.Text, type.ParameterList!));
}
