using CsCheck;
using MesosOperator.Core.Resources;
using MesosOperator.Crds.Resources;

namespace MesosOperator.Crds.Tests.Resources;

public class ResourceValuesTests
{
    [Theory]
    [InlineData("cpus", "4", "cpus:4")]
    [InlineData("cpus", "0.5", "cpus:0.5")]
    [InlineData("cpus", "500m", "cpus:0.5")]
    [InlineData("cpus", "0.0001", "cpus:0.001")]
    [InlineData("mem", "512Mi", "mem:512")]
    [InlineData("mem", "2Gi", "mem:2048")]
    [InlineData("mem", "512M", "mem:488.282")]
    [InlineData("disk", "1Ti", "disk:1048576")]
    [InlineData("disk", "1Ki", "disk:0.001")]
    [InlineData("bandwidth", "10k", "bandwidth:10000")]
    [InlineData("ports", "[31000-31005,31010-31010]", "ports:[31000-31005, 31010-31010]")]
    [InlineData("disks", "{sdc, sdb}", "disks:{sdb, sdc}")]
    public void Values_mean_what_Mesos_counts(string name, string text, string resource)
    {
        var values = new ResourceValues { [name] = new(text) };
        Assert.Equal(resource, values.ToResourceSet().ToString());
    }

    [Theory]
    [InlineData("cpus", 4_000, "4")]
    [InlineData("cpus", 500, "500m")]
    [InlineData("gpus", 0, "0")]
    [InlineData("mem", 512_000, "512Mi")]
    [InlineData("mem", 2_048_000, "2Gi")]
    [InlineData("mem", 500, "512Ki")]
    [InlineData("mem", 488_282, "488.282Mi")]
    [InlineData("disk", 3_145_728_000, "3Ti")]
    public void Amounts_are_written_short(string name, long milli, string text) =>
        Assert.Equal(text, ResourceUnits.ToQuantity(name, new(milli)).Text);

    [Fact]
    public void What_is_written_means_the_same_again() =>
        Gen.Select(Gen.OneOf("cpus", "mem", "disk", "gpus"), Gen.Long[0, Amount.MaxStatedMilli]).Sample((name, milli) =>
            ResourceUnits.TryToAmount(name, ResourceUnits.ToQuantity(name, new(milli)), out var amount) && amount.Milli == milli);

    [Fact]
    public void Sums_of_any_size_are_quantities() =>
        Gen.Select(Gen.OneOf("cpus", "mem"), Gen.Long[0, Amount.MaxMilli]).Sample((name, milli) =>
            ResourceUnits.ToQuantity(name, new(milli)).ToDecimal() == milli * (name == "mem" ? 1048.576m : 0.001m));

    [Fact]
    public void Every_quantity_that_keeps_the_pattern_can_be_judged() =>
        Gen.Select(Gen.Decimal[0, QuantityFormat.UnitsMax], Gen.OneOf("", "m", "k", "M", "G", "T", "Ki", "Mi", "Gi", "Ti"), Gen.OneOf("cpus", "mem"))
            .Sample((number, suffix, name) =>
            {
                var quantity = new Quantity(FormattableString.Invariant($"{number:0.######}{suffix}"));
                var fits = ResourceUnits.TryToAmount(name, quantity, out var amount);
                return QuantityFormat.Problem(quantity.Text) is null && (fits || amount.IsZero);
            });

    [Fact]
    public void Resources_of_one_name_are_summed_whoever_they_are_reserved_for()
    {
        var reserved = new ResourceTraits { Reservations = [new(ReservationKind.Dynamic, "dev", null, [])] };
        var set = ResourceSet.Of(Resource.Of("cpus", Amount.FromUnits(1)), Resource.Of("cpus", Amount.FromUnits(2), reserved));
        Assert.Equal("3", ResourceValues.From(set)["cpus"].Text);
    }

    [Fact]
    public void A_limit_of_nothing_is_a_limit() =>
        Assert.Equal(Amount.Zero, new ResourceAmounts { ["gpus"] = new("0") }.ToLimits().Get("gpus"));

    [Fact]
    public void Amounts_become_quantities_and_back()
    {
        var amounts = new ResourceAmounts { ["mem"] = new("1Gi"), ["cpus"] = new("1500m") };
        Assert.Equal("cpus:1.5; mem:1024", amounts.ToQuantities().ToString());
        Assert.Equal(["cpus 1500m", "mem 1Gi"], ResourceAmounts.From(amounts.ToQuantities()).Select(a => $"{a.Key} {a.Value}"));
    }
}
