using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Layers;

public class BannedSymbolsListedTests : LawTests<BannedSymbolsListed>
{
    [Fact]
    public void A_list_without_one_of_its_symbols_is_seen()
    {
        const string list = "operator/MesosOperator.Core/BannedSymbols.txt";
        var lines = SourceTree.Repository.Files[list].Split('\n').Where(line => !line.StartsWith("T:System.Random;"));
        AssertBroken(list, Repository(list, string.Join('\n', lines)));
    }

    [Fact]
    public void A_switched_off_analyzer_is_seen() =>
        Assert.Contains(
            new BannedSymbolsListed().Check(SourceTree.Of(Repository("Directory.Build.props", "<Project />"))),
            breach => breach.Subject == "Directory.Build.props");

    [Fact]
    public void The_lists_as_they_are_is_fine() => AssertKept(Repository("LICENSE", ""));

    private static (string Path, string Text)[] Repository(string changed, string text) =>
    [
        (changed, text),
        .. SourceTree.Repository.Files
            .Where(f => f.Key != changed && (f.Key.EndsWith("BannedSymbols.txt") || f.Key == "Directory.Build.props"))
            .Select(f => (f.Key, f.Value)),
    ];
}
