using CsCheck;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Resources;

public class ResourceSetTests
{
    [Fact]
    public void Sums_obey_the_laws_of_sums() => Gen.Select(ResourceGen.Resources, ResourceGen.Resources, ResourceGen.Resources).Sample((a, b, c) =>
        (a + b).Equals(b + a)
        && (a + b + c).Equals(a + (b + c))
        && (a + ResourceSet.Empty).Equals(a)
        && (a + b).Covers(a)
        && (a - a).IsEmpty);

    [Fact]
    public void What_was_added_can_be_taken_away() => Gen.Select(ResourceGen.Scalars, ResourceGen.Scalars).Sample((a, b) => (a + b - b).Equals(a));

    [Fact]
    public void What_was_taken_away_can_be_added() => Gen.Select(ResourceGen.Resources, ResourceGen.Resources).Sample((a, b) =>
    {
        if (a.Covers(b))
            Assert.Equal(a, a - b + b);
        else
            Assert.Throws<InvariantViolationException>(() => a - b);
    });

    [Fact]
    public void Covering_is_a_partial_order() => Gen.Select(ResourceGen.Resources, ResourceGen.Resources, ResourceGen.Resources).Sample((a, b, c) =>
        a.Covers(a)
        && a.Covers(ResourceSet.Empty)
        && (!(a.Covers(b) && b.Covers(a)) || a.Equals(b))
        && (!(a.Covers(b) && b.Covers(c)) || a.Covers(c))
        && (!a.Covers(b) || (a + c).Covers(b)));

    [Fact]
    public void Equality_does_not_depend_on_the_order_of_arrival() => Gen.Select(ResourceGen.Resource.Array[0, 6], Gen.Int[0, 5]).Sample((items, turn) =>
    {
        turn %= items.Length + 1;
        Resource[] turned = [.. items[turn..], .. items[..turn]];
        return ResourceSet.Of(items).Equals(ResourceSet.Of(turned))
            && ResourceSet.Of(items).GetHashCode() == ResourceSet.Of(turned).GetHashCode();
    });

    [Fact]
    public void Quantities_count_every_scalar_once() => Gen.Select(ResourceGen.Resources, ResourceGen.Resources).Sample((a, b) =>
        (a + b).Quantities.Equals(a.Quantities + b.Quantities));

    [Fact]
    public void Like_resources_are_merged_and_empty_ones_left_out() => ResourceGen.Resource.Array[0, 8].Sample(items =>
    {
        var set = ResourceSet.Of(items).Items;
        return set.All(item => !item.IsEmpty)
            && set.All(item => set.Count(item.IsLike) == 1)
            && set.Select(item => item.Name).SequenceEqual(set.Select(item => item.Name).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void A_choice_and_its_rest_make_the_whole() => ResourceGen.Resources.Sample(all =>
        (all.Where(item => item.Name == "cpus") + all.Where(item => item.Name != "cpus")).Equals(all));

    [Fact]
    public void Reservations_keep_resources_apart()
    {
        var reserved = ResourceText.Parse("cpus:1;cpus(dev):2");
        Assert.Equal(2, reserved.Items.Length);
        Assert.False(reserved.Covers(ResourceText.Parse("cpus:2")));
        Assert.True(reserved.Covers(ResourceText.Parse("cpus(dev):2")));
        Assert.Equal(Amount.FromUnits(3), reserved.Quantities.Get("cpus"));
    }

    [Theory]
    [InlineData("cpus:4; mem:1024.5; ports:[31000-31005, 32000-32000]; zones:{a, b}")]
    [InlineData("cpus:0.001; cpus(dev):2; cpus{REV}:1")]
    public void Text_is_what_Mesos_prints(string text) => Assert.Equal(text, ResourceText.Parse(text).ToString());

    /// <summary>However many use a shared volume, there is one.</summary>
    [Fact]
    public void What_is_shared_is_there_once()
    {
        var volume = ResourceText.Parse("cpus:1;disk(dev)[v]{SHARED}:10");
        Assert.Equal("cpus:2; disk(dev)[v]{SHARED}:10", (volume + volume).ToString());
        Assert.Equal("cpus:1", volume.Exclusive.ToString());
        Assert.True(volume.HasShared);
        Assert.False(volume.Exclusive.HasShared);
        Assert.Equal("cpus:1", (volume - ResourceText.Parse("disk(dev)[v]{SHARED}:10")).ToString());
    }
}
