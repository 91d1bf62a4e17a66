using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Layers;

public sealed class SolutionIsComplete : ILaw
{
    private const string Solution = "MesosOperator.sln";

    public string Rule => $"Every project is in {Solution}; one that is not is neither built nor tested.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from project in tree.Projects
        where !tree.Files[Solution].Contains(project.Path.Replace('/', '\\')) && !tree.Files[Solution].Contains(project.Path)
        select new Breach(project.Path, $"is not in {Solution}");
}
