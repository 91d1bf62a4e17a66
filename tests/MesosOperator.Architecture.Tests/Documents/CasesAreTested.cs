using System.Text.RegularExpressions;
using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MesosOperator.Architecture.Tests.Documents;

/// <summary>
/// Holds the table of Mesos' behaviours to the tests: what is called tested has a test, or a scenario, whose name begins
/// with the case's ID, and what is not has none.
/// </summary>
public sealed partial class CasesAreTested : ILaw
{
    private const string Table = "docs/mesos-compatibility.md";

    public string Rule => $"{Table} calls those cases tested that have a test with their ID in its name.";

    public IEnumerable<Breach> Check(SourceTree tree)
    {
        var tested = Scenarios(tree).Concat(Methods(tree)).Select(name => CaseName().Match(name))
            .Where(match => match.Success).Select(match => match.Groups[1].Value).ToHashSet();
        var rows = Row().Matches(tree.Files.GetValueOrDefault(Table, ""))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.StartsWith("tested"));
        return rows.Where(row => row.Value && !tested.Contains(row.Key)).Select(row => new Breach($"{Table} {row.Key}", "has no test"))
            .Concat(tested.Where(id => !rows.GetValueOrDefault(id)).Order().Select(id => new Breach($"{Table} {id}", "is tested, but not called so")));
    }

    private static IEnumerable<string> Scenarios(SourceTree tree) =>
        tree.Files.Keys.Where(path => path.EndsWith(".scn")).Select(path => Path.GetFileName(path));

    private static IEnumerable<string> Methods(SourceTree tree) => tree.Tests.SelectMany(file => file.All<MethodDeclarationSyntax>())
        .Where(method => method.AttributeLists.Count > 0).Select(method => method.Identifier.Text);

    [GeneratedRegex("^([A-Z][0-9]{2})_")]
    private static partial Regex CaseName();

    [GeneratedRegex(@"^\| ([A-Z][0-9]{2}) \|[^|\n]*\| ([^|\n]*) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
