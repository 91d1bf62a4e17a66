using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios;

/// <summary>Every file of this folder, told again and compared. `make scenarios-rewrite` writes what happens now.</summary>
public class ScenarioTests
{
    private const string Folder = "tests/MesosOperator.Core.Tests/Scenarios";

    public static TheoryData<string> Files() => new(
        Directory.EnumerateFiles(Path.Combine(SourceFolder.Root, Folder), "*.scn", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Path.Combine(SourceFolder.Root, Folder), path))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void It_goes_as_written(string file)
    {
        var path = $"{Folder}/{file}";
        var told = ScenarioFile.Tell(File.ReadAllText(Path.Combine(SourceFolder.Root, path)));
        Assert.Equal(Golden.Expected(path, told), told);
    }

    [Fact]
    public void Every_verb_is_documented()
    {
        var text = "# What a scenario can say; printed from the verbs.\n"
            + string.Join('\n', Narration.Verbs.Values.Select(verb => verb.Usage)) + "\n";
        Assert.Equal(Golden.Expected($"{Folder}/Verbs.txt", text), text);
    }

    [Theory]
    [InlineData("jump a1", "no verb 'jump'")]
    [InlineData("kill f1 t1", "no framework 'f1'")]
    [InlineData("agent a1 cpus=many", "'cpus=many' is no resource")]
    [InlineData("framework f1 colour=red", "'colour=red' means nothing here")]
    public void A_slip_of_the_pen_is_named(string line, string problem)
    {
        var error = Assert.Throws<FormatException>(() => ScenarioFile.Tell($"# A comment\n{line}\n----\n"));
        Assert.Equal($"Line 2, '{line}': {problem}", error.Message);
    }
}
