using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Tests.Offers;

public class RefuseDurationTests
{
    [Theory]
    [InlineData(null, 5.0)]
    [InlineData(-1.0, 5.0)]
    [InlineData(double.NaN, 5.0)]
    [InlineData(double.NegativeInfinity, 5.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.5, 0.5)]
    [InlineData(3600.0, 3600.0)]
    [InlineData(31536000.0, 31536000.0)]
    [InlineData(31536001.0, 31536000.0)]
    [InlineData(1e300, 31536000.0)]
    [InlineData(double.PositiveInfinity, 31536000.0)]
    public void Seconds_mean_a_duration_between_nothing_and_a_year(double? seconds, double meant) =>
        Assert.Equal(TimeSpan.FromSeconds(meant), RefuseDuration.FromSeconds(seconds));
}
