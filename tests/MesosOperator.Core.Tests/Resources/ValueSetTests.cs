using CsCheck;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Resources;

public class ValueSetTests
{
    [Fact]
    public void They_combine_as_sets_of_words_do() => Gen.Select(ResourceGen.Items, ResourceGen.Items).Sample((a, b) =>
        ValueSet.Of(a).Union(ValueSet.Of(b)).Items.ToHashSet().SetEquals(a.Union(b))
        && ValueSet.Of(a).Except(ValueSet.Of(b)).Items.ToHashSet().SetEquals(a.Except(b))
        && ValueSet.Of(a).Covers(ValueSet.Of(b)) == a.ToHashSet().IsSupersetOf(b)
        && ValueSet.Of(a).Equals(ValueSet.Of(b)) == a.ToHashSet().SetEquals(b)
        && b.All(item => ValueSet.Of(a).Contains(item) == a.Contains(item)));

    [Fact]
    public void Items_stand_once_and_in_order() => ResourceGen.Items.Sample(items =>
        ValueSet.Of(items).Items.SequenceEqual(items.Distinct().Order(StringComparer.Ordinal)));
}
