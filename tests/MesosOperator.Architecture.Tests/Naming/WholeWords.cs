using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Naming;

public sealed partial class WholeWords : ILaw
{
    private static readonly HashSet<string> Banned = new(StringComparer.OrdinalIgnoreCase)
    {
        // Abbreviations of words that this field writes out.
        "Alloc", "Attr", "Attrs", "Buf", "Cb", "Cfg", "Cmd", "Cnt", "Conf", "Conn", "Ctx", "Desc", "Evt", "Fmt", "Fw", "Fwk",
        "Idx", "Msg", "Mgr", "Num", "Obj", "Opts", "Param", "Params", "Pkg", "Proc", "Ptr", "Qty", "Req", "Res", "Resp", "Sched",
        "Srv", "Str", "Svc", "Sz", "Tmp", "Util", "Utils", "Val",
        // Words that name nothing.
        "Helper", "Helpers", "Impl", "Misc", "Stuff", "Foo",
        // The field says agent.
        "Slave", "Slaves",
    };

    public string Rule => "Names are whole words of the field: no abbreviation, no word that names nothing.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from file in tree.Product
        from name in file.Root.DescendantNodes().Select(NameOf).OfType<string>().Distinct()
        from word in Words().Matches(name).Select(match => match.Value)
        where Banned.Contains(word)
        select new Breach($"{file.Path} {name}", $"'{word}'");

    private static string? NameOf(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax n => n.Identifier.Text,
        DelegateDeclarationSyntax n => n.Identifier.Text,
        MethodDeclarationSyntax n => n.Identifier.Text,
        PropertyDeclarationSyntax n => n.Identifier.Text,
        EnumMemberDeclarationSyntax n => n.Identifier.Text,
        VariableDeclaratorSyntax n => n.Identifier.Text,
        SingleVariableDesignationSyntax n => n.Identifier.Text,
        ForEachStatementSyntax n => n.Identifier.Text,
        LocalFunctionStatementSyntax n => n.Identifier.Text,
        ParameterSyntax n when !IsInherited(n) => n.Identifier.Text,
        _ => null,
    };

    /// <summary>Who overrides keeps the names of the base.</summary>
    private static bool IsInherited(ParameterSyntax parameter) =>
        parameter.Parent?.Parent is MethodDeclarationSyntax method && method.Modifiers.Any(SyntaxKind.OverrideKeyword);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Words();
}
