using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Budgets;

public sealed class InterfaceMembers : ILaw
{
    private const int MembersMax = 7;

    public string Rule => $"An interface has at most {MembersMax} members.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.All<InterfaceDeclarationSyntax>()
        where type.Members.Count > MembersMax
        select new Breach($"{file.Path} {type.Identifier.Text}", $"{type.Members.Count} members");
}
