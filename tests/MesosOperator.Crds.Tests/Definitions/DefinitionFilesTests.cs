using MesosOperator.Crds.Generator;
using MesosOperator.Crds.Tests.Support;

namespace MesosOperator.Crds.Tests.Definitions;

public class DefinitionFilesTests
{
    [Fact]
    public void The_folder_holds_what_the_types_say()
    {
        var present = RepositoryFiles.In("crds", "*").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(DefinitionFiles.All().Keys, present.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, text) in DefinitionFiles.All())
            Assert.True(present[name] == text, $"crds/{name} is stale: run `make crds`");
    }

    [Fact]
    public void Files_are_the_same_each_time() => Assert.Equal(DefinitionFiles.All(), DefinitionFiles.All());

    [Fact]
    public void Files_are_YAML_that_says_the_same()
    {
        foreach (var definition in Crds.Definitions.ResourceDefinitions.All)
        {
            var text = DefinitionFiles.All()[$"mesosoperator.io_{definition.Plural}.yaml"];
            var written = Crds.Definitions.DefinitionDocument.Write(definition);
            Assert.Equal(written.ToJsonString(), Yaml.Read(text)!.ToJsonString());
        }
    }
}
