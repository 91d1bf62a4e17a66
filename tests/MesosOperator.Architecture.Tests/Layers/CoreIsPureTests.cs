using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Layers;

public class CoreIsPureTests : LawTests<CoreIsPure>
{
    private const string CoreProject = "operator/MesosOperator.Core/MesosOperator.Core.csproj";

    [Fact]
    public void A_package_in_the_core_is_seen() => AssertBroken("MesosOperator.Core -> Polly",
        (CoreProject, """<Project><ItemGroup><PackageReference Include="Polly" /></ItemGroup></Project>"""));

    [Fact]
    public void A_web_framework_in_the_core_is_seen() => AssertBroken("MesosOperator.Core -> Microsoft.AspNetCore.App",
        (CoreProject, """<Project><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>"""));

    [Fact]
    public void A_core_without_references_is_fine() => AssertKept((CoreProject, "<Project />"));
}
