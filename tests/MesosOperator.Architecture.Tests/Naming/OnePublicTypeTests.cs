using MesosOperator.Architecture.Tests.Laws;

namespace MesosOperator.Architecture.Tests.Naming;

public class OnePublicTypeTests : LawTests<OnePublicType>
{
    [Fact]
    public void Two_public_types_is_seen() => AssertBroken(CoreFile, (CoreFile, "public class Offer; public enum Phase { A }"));

    [Fact]
    public void A_file_with_another_name_is_seen() => AssertBroken(CoreFile, (CoreFile, "public class Lease;"));

    [Fact]
    public void A_public_type_with_nested_and_internal_ones_is_fine() =>
        AssertKept((CoreFile, "public class Offer { public enum Phase { A } } internal class Book;"));

    [Fact]
    public void A_part_is_fine() =>
        AssertKept(("operator/MesosOperator.Core/Offers/Offer.Equality.cs", "public partial class Offer;"));
}
