using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Testing;

/// <summary>
/// A test asserts when it calls <c>Assert.…</c> or samples a property, itself or through functions of the tests
/// (followed by name). <c>Assert.True(true)</c> is none.
/// </summary>
public sealed class TestsAssert : ILaw
{
    private static readonly HashSet<string> Sampling = ["Sample", "SampleAsync", "SampleModelBased", "SampleMetamorphic"];

    public string Rule => "Every test can fail: it asserts something.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var functions = tree.Tests.SelectMany(file => file.Functions).ToArray();
        var calls = functions.ToLookup(function => function.Name, function => Called(function.Node).ToArray());
        var asserting = new HashSet<string>(functions.Where(function => Asserts(function.Node)).Select(function => function.Name));
        while (calls.Where(g => !asserting.Contains(g.Key) && g.Any(called => called.Any(asserting.Contains))).Select(g => g.Key).ToArray()
            is { Length: > 0 } found)
            asserting.UnionWith(found);
        return from function in functions
               where IsTest(function.Node) && !Asserts(function.Node) && !Called(function.Node).Any(asserting.Contains)
               select new Breach(function.Place, "asserts nothing");
    }

    private static bool IsTest(SyntaxNode node) =>
        node is MethodDeclarationSyntax method
        && method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory");

    private static bool Asserts(SyntaxNode node) =>
        node.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call =>
            call.Expression is MemberAccessExpressionSyntax access
            && ((access.Expression.ToString() == "Assert" && !IsAlwaysTrue(call)) || Sampling.Contains(access.Name.Identifier.Text)));

    private static bool IsAlwaysTrue(InvocationExpressionSyntax call) =>
        call.Expression.ToString() is "Assert.True" && call.ArgumentList.Arguments[0].ToString() == "true";

    private static IEnumerable<string> Called(SyntaxNode node) =>
        node.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(call => call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.Text,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.Text,
            SimpleNameSyntax name => name.Identifier.Text,
            _ => "",
        });
}
