using MesosOperator.Architecture.Tests.Laws;
using MesosOperator.Architecture.Tests.Repository;

namespace MesosOperator.Architecture.Tests.Layers;

public sealed class CoreIsPure : ILaw
{
    public string Rule => "Core references no package, project or framework: it is the base class library and nothing else.";

    public IEnumerable<Breach> Check(SourceTree tree) =>
        from project in tree.Projects
        where project.Name == "MesosOperator.Core"
        from reference in project.PackageReferences.Concat(project.ProjectReferences).Concat(project.FrameworkReferences)
        select new Breach($"{project.Name} -> {reference}", "is a reference of the core");
}
