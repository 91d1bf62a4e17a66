using System.Text.Json.Nodes;
using MesosOperator.Embedded.Json;
using MesosOperator.Embedded.Kinds;
using MesosOperator.Embedded.Tests.Support;
using MesosOperator.TestKit;

namespace MesosOperator.Embedded.Tests.Objects;

/// <summary>
/// The tables of manifests that users get wrong, and of changes that may not be: the server says of each what the
/// operator says. A status does not come with a new object, so what is wrong with one is not told.
/// </summary>
public class WrongManifestsTests
{
    private const string Folder = "tests/MesosOperator.Crds.Tests/Manifests";

    [Fact]
    public async Task A_wrong_manifest_is_refused_with_everything_that_is_wrong()
    {
        await using var server = await RunningServer.StartAsync();
        var seen = 0;
        foreach (var (place, expected, document) in Manifests("Wrong"))
        {
            var answer = await server.CreateAsync($"{CollectionOf(document)}?dryRun=All&fieldValidation=Ignore", document);
            Assert.Equal((place, expected.Length == 0 ? 201 : 422), (place, answer.Code));
            Assert.Equal([place, .. expected], (string[])[place, .. Told(answer)]);
            seen += expected.Length;
        }
        Assert.True(seen > 100);
    }

    [Fact]
    public async Task A_change_that_may_not_be_is_refused()
    {
        await using var server = await RunningServer.StartAsync();
        var refused = 0;
        foreach (var file in Manifests("Changes").GroupBy(manifest => manifest.Place.Split(' ')[0]))
        {
            var path = CollectionOf(file.First().Document);
            var made = await server.CreateAsync(path, file.First().Document);
            Assert.Equal((file.Key, 201), (file.Key, made.Code));
            foreach (var (place, expected, document) in file.Skip(1))
            {
                document["metadata"]!["resourceVersion"] = made.ResourceVersion;
                var answer = await server.ReplaceAsync($"{path}/a?dryRun=All", document);
                Assert.Equal([place, .. expected], (string[])[place, .. Told(answer)]);
                refused += expected.Length;
            }
            await server.DeleteAsync($"{path}/a");
        }
        Assert.True(refused > 10);
    }

    private static IEnumerable<string> Told(Answer answer) => (answer.Body!["details"]?["causes"]?.AsArray() ?? []).Select(cause =>
        $"{cause!["field"]}: {cause["message"]!.ToString().Replace("Required value", "is required").Replace("Invalid value: ", "")}");

    private static string CollectionOf(JsonObject document)
    {
        var kind = KindTable.FindByKind("mesosoperator.io/v1alpha1", document["kind"]!.ToString())!;
        return $"{RunningServer.Group}/{(kind.IsNamespaced ? "namespaces/default/" : "")}{kind.Plural}";
    }

    private static IEnumerable<(string Place, string[] Expected, JsonObject Document)> Manifests(string folder) =>
        from path in Directory.GetFiles(Path.Combine(SourceFolder.Root, Folder, folder)).Order(StringComparer.Ordinal)
        from manifest in File.ReadAllText(path).Split("\n---\n").Index()
        select (
            $"{Path.GetFileName(path)} {manifest.Index}",
            manifest.Item.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal) && !line.StartsWith("# status", StringComparison.Ordinal))
                .Select(line => line[2..]).ToArray(),
            YamlReader.Read(manifest.Item)!.AsObject());
}
