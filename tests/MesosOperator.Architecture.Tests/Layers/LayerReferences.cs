using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Layers;

/// <summary>
/// AgentRuntime is an adapter like Http: the agent as a library, which two programs run
/// (<c>docs/decisions/0002-agent-runtime-is-a-library.md</c>).
/// </summary>
public sealed class LayerReferences : ILaw
{
    private static readonly Dictionary<string, int> Layers = new()
    {
        ["Core"] = 1,
        ["Protocol"] = 2,
        ["Crds"] = 2,
        ["Runtime"] = 3,
        ["Kubernetes"] = 4,
        ["Embedded"] = 4,
        ["Http"] = 4,
        ["AgentRuntime"] = 4,
        ["Web"] = 4,
        ["Clouds"] = 4,
        ["Host"] = 5,
        ["Agent"] = 5,
        ["Launcher"] = 5,
        ["Cli"] = 5,
        ["Crds.Generator"] = 5,
    };

    public string Rule => "A project references only projects of lower layers.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from project in tree.Projects
        where project.IsProduct
        from breach in Check(project)
        select breach;

    private static IEnumerable<Breach> Check(ProjectFile project)
    {
        if (LayerOf(project.Name) is not { } layer)
        {
            yield return new Breach(project.Path, "is in no layer");
            yield break;
        }
        foreach (var reference in project.ProjectReferences)
        {
            if (LayerOf(reference) is not { } lower)
                yield return new Breach($"{project.Name} -> {reference}", "the second is no project of operator/");
            else if (lower >= layer)
                yield return new Breach($"{project.Name} -> {reference}", $"layer {layer} may not reference layer {lower}");
        }
    }

    private static int? LayerOf(string project) =>
        project.StartsWith("MesosOperator.") && Layers.TryGetValue(project["MesosOperator.".Length..], out var layer) ? layer : null;
}
