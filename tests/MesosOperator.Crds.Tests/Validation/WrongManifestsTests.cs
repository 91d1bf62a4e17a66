using MesosOperator.Crds.Definitions;
using MesosOperator.Crds.Tests.Support;
using MesosOperator.Crds.Validation;

namespace MesosOperator.Crds.Tests.Validation;

/// <summary>Manifests/Wrong says of each kind what users get wrong and what they are told; Manifests/Changes what they may not change.</summary>
public class WrongManifestsTests
{
    private const string Folder = "tests/MesosOperator.Crds.Tests/Manifests";

    public static readonly TheoryData<string> Wrong = [.. Manifest.ReadAll($"{Folder}/Wrong").Select(manifest => manifest.Place)];

    public static readonly TheoryData<string> Files = [.. RepositoryFiles.In($"{Folder}/Changes").Select(path => Path.GetFileName(path))];

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_manifest_tells_everything_that_is_wrong(string place)
    {
        var manifest = Manifest.ReadAll($"{Folder}/Wrong").First(candidate => candidate.Place == place);
        Assert.NotEmpty(manifest.Expected);
        Assert.Equal(manifest.Expected, ResourceValidator.Validate(manifest.Definition, manifest.Document).Select(problem => problem.ToString()));
    }

    [Theory, MemberData(nameof(Files))]
    public void A_change_that_is_not_allowed_is_told(string file)
    {
        var manifests = Manifest.Read(Path.Combine(RepositoryFiles.Root, Folder, "Changes", file)).ToArray();
        Assert.Empty(ResourceValidator.Validate(manifests[0].Definition, manifests[0].Document));
        foreach (var manifest in manifests.Skip(1))
        {
            Assert.Empty(ResourceValidator.Validate(manifest.Definition, manifest.Document));
            Assert.Equal(
                manifest.Expected,
                ResourceValidator.ValidateChange(manifest.Definition, manifests[0].Document, manifest.Document).Select(problem => problem.ToString()));
        }
    }

    [Fact]
    public void Every_kind_has_its_table() => Assert.Equal(
        ResourceDefinitions.All.Select(definition => $"{definition.Plural}.yaml").Order(StringComparer.Ordinal),
        RepositoryFiles.In($"{Folder}/Wrong").Select(path => Path.GetFileName(path)));

    [Fact]
    public void Every_rule_is_broken_once()
    {
        var messages = Manifest.ReadAll($"{Folder}/Wrong").Concat(Manifest.ReadAll($"{Folder}/Changes"))
            .SelectMany(manifest => manifest.Expected.Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
            .ToHashSet();
        var rules = ResourceDefinitions.All.SelectMany(definition => Rules(definition.Schema)).Distinct();
        Assert.DoesNotContain(rules, message => !messages.Contains(message));
    }

    private static IEnumerable<string> Rules(Crds.Schema.SchemaNode node) =>
        node.Rules.Select(rule => rule.Message)
            .Concat(node.Fields.Values.SelectMany(Rules))
            .Concat(node.Items is { } items ? Rules(items) : []);
}
