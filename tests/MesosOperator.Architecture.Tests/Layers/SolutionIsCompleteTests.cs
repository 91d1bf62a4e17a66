using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Layers;

public class SolutionIsCompleteTests : LawTests<SolutionIsComplete>
{
    private const string TestProject = "tests/MesosOperator.Core.Tests/MesosOperator.Core.Tests.csproj";

    [Fact]
    public void A_forgotten_project_is_seen() =>
        AssertBroken(TestProject, (TestProject, "<Project />"), ("MesosOperator.sln", "operator only"));

    [Fact]
    public void A_listed_project_is_fine() =>
        AssertKept((TestProject, "<Project />"), ("MesosOperator.sln", TestProject.Replace('/', '\\')));
}
