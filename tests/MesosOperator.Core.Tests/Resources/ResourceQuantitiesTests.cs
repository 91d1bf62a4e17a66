using CsCheck;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Resources;

public class ResourceQuantitiesTests
{
    private static readonly string[] Names = ["cpus", "mem", "disk", "gpus"];

    [Fact]
    public void They_combine_name_by_name() => Gen.Select(ResourceGen.Quantities, ResourceGen.Quantities).Sample((a, b) =>
        Names.All(name => (a + b).Get(name) == a.Get(name) + b.Get(name)
            && (a - b).Get(name) == a.Get(name).MinusAtMost(b.Get(name)))
        && a.Covers(b) == Names.All(name => a.Get(name) >= b.Get(name))
        && a.Equals(b) == Names.All(name => a.Get(name) == b.Get(name)));

    [Fact]
    public void Sums_obey_the_laws_of_sums() => Gen.Select(ResourceGen.Quantities, ResourceGen.Quantities, ResourceGen.Quantities).Sample((a, b, c) =>
        (a + b).Equals(b + a)
        && (a + b + c).Equals(a + (b + c))
        && (a + b - b).Equals(a)
        && (a + ResourceQuantities.Empty).Equals(a)
        && (a - a).IsEmpty);

    [Fact]
    public void Nothing_is_not_listed() => ResourceGen.Quantities.Sample(quantities =>
        quantities.Items.All(item => !item.Amount.IsZero)
        && quantities.Items.Select(item => item.Name).SequenceEqual(quantities.Items.Select(item => item.Name).Distinct().Order(StringComparer.Ordinal)));
}
