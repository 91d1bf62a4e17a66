using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Naming;

public class NamespaceEqualsFolderTests : LawTests<NamespaceEqualsFolder>
{
    [Fact]
    public void Another_namespace_is_seen() => AssertBroken(CoreFile, (CoreFile, "namespace MesosOperator.Core; class Offer;"));

    [Fact]
    public void No_namespace_is_seen() => AssertBroken(CoreFile, (CoreFile, "class Offer;"));

    [Fact]
    public void The_folders_namespace_is_fine() => AssertKept((CoreFile, "namespace MesosOperator.Core.Offers; class Offer;"));

    [Fact]
    public void A_program_of_statements_is_fine() => AssertKept(("operator/MesosOperator.Host/Program.cs", "return 0;"));
}
