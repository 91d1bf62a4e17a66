using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Layers;

public class LayerReferencesTests : LawTests<LayerReferences>
{
    [Fact]
    public void A_reference_upwards_is_seen() =>
        AssertBroken("MesosOperator.Core -> MesosOperator.Protocol", Project("Core", "Protocol"));

    [Fact]
    public void Two_adapters_that_know_each_other_is_seen() =>
        AssertBroken("MesosOperator.Http -> MesosOperator.AgentRuntime", Project("Http", "Runtime", "AgentRuntime"));

    [Fact]
    public void A_program_that_knows_another_is_seen() =>
        AssertBroken("MesosOperator.Host -> MesosOperator.Agent", Project("Host", "Agent"));

    [Fact]
    public void A_reference_to_a_test_project_is_seen() =>
        AssertBroken("MesosOperator.Host -> MesosOperator.TestKit", Project("Host", "TestKit"));

    [Fact]
    public void A_project_without_a_layer_is_seen() =>
        AssertBroken("operator/MesosOperator.Common/MesosOperator.Common.csproj", Project("Common"));

    [Fact]
    public void References_downwards_are_fine() =>
        AssertKept(Project("Host", "Http", "AgentRuntime", "Runtime"), Project("Runtime", "Protocol", "Core"), Project("Core"));

    private static (string Path, string Text) Project(string name, params string[] references) => (
        $"operator/MesosOperator.{name}/MesosOperator.{name}.csproj",
        $"<Project><ItemGroup>{string.Concat(references.Select(
            r => $"<ProjectReference Include=\"../MesosOperator.{r}/MesosOperator.{r}.csproj\" />"))}</ItemGroup></Project>");
}
