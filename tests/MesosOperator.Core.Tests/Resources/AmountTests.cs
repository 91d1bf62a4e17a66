using CsCheck;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Resources;

public class AmountTests
{
    [Fact]
    public void R02_tenths_add_up_without_drift()
    {
        var sum = Enumerable.Range(0, 10).Aggregate(Amount.Zero, (sum, _) => sum + Units(0.1));
        Assert.Equal(Amount.FromUnits(1), sum);
        Assert.Equal(Units(0.2), Units(0.1) + Units(0.1));
    }

    [Theory]
    [InlineData(0.0004, 0)]
    [InlineData(0.0005, 1)]
    [InlineData(0.001, 1)]
    [InlineData(1.5, 1500)]
    [InlineData(-0.0001, 0)]
    [InlineData(8796093022.208, Amount.MaxStatedMilli)]
    public void Units_are_rounded_to_thousandths(double units, long milli) => Assert.Equal(milli, Units(units).Milli);

    [Theory]
    [InlineData(-0.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    [InlineData(8796093022.209)]
    public void Numbers_that_are_no_amount_are_refused(double units)
    {
        Assert.False(Amount.TryFromUnits(units, out var amount));
        Assert.Equal(Amount.Zero, amount);
    }

    [Fact]
    public void An_amount_is_never_negative_and_never_overflows()
    {
        Assert.Throws<InvariantViolationException>(() => new Amount(-1));
        Assert.Throws<InvariantViolationException>(() => new Amount(Amount.MaxMilli + 1));
        Assert.Throws<InvariantViolationException>(() => new Amount(Amount.MaxMilli) + new Amount(1));
        Assert.Throws<InvariantViolationException>(() => new Amount(1) - new Amount(2));
    }

    [Fact]
    public void Amounts_count_as_numbers_do() => Gen.Select(ResourceGen.Amount, ResourceGen.Amount).Sample((a, b) =>
        (a + b).Milli == a.Milli + b.Milli
        && a + b == b + a
        && a + b - b == a
        && a.MinusAtMost(b).Milli == Math.Max(0, a.Milli - b.Milli)
        && Amount.Min(a, b).Milli == Math.Min(a.Milli, b.Milli)
        && Amount.Max(a, b).Milli == Math.Max(a.Milli, b.Milli)
        && a < b == a.Milli < b.Milli
        && a >= b == a.Milli >= b.Milli
        && Math.Sign(a.CompareTo(b)) == Math.Sign(a.Milli.CompareTo(b.Milli)));

    [Fact]
    public void An_amount_survives_the_way_through_a_double() =>
        Gen.OneOf(Gen.Long[0, Amount.MaxStatedMilli], Gen.Long[Amount.MaxStatedMilli - 1000, Amount.MaxStatedMilli]).Sample(milli =>
            Units(new Amount(milli).ToUnits()).Milli == milli);

    private static Amount Units(double units)
    {
        Assert.True(Amount.TryFromUnits(units, out var amount));
        return amount;
    }
}
