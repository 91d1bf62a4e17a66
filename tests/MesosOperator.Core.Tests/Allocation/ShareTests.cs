using System.Numerics;
using CsCheck;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Allocation;

public class ShareTests
{
    private const long Most = Amount.MaxMilli;

    private static readonly Gen<long> Part = Gen.Frequency((2, Gen.Long[0, 8]), (1, Gen.Long[0, Most]), (1, Gen.Long[Most - 8, Most]));

    private static readonly Gen<Share> Any = Gen.Select(Part, Part.Where(total => total > 0), Gen.OneOf(Gen.Int[1, 5], Gen.Int[1, int.MaxValue]))
        .Select((used, total, weight) => new Share(used, total, weight));

    [Fact]
    public void Shares_compare_as_exact_fractions_do() => Gen.Select(Any, Any).Sample((a, b) =>
        Math.Sign(a.CompareTo(b)) == Exact(a, b), iter: 100_000);

    [Fact]
    public void Equal_fractions_are_equal_however_they_are_written() =>
        Gen.Select(Gen.Long[0, 1 << 20], Gen.Long[1, 1 << 20], Gen.Int[1, 1000], Gen.Int[1, 1000]).Sample((used, total, weight, factor) =>
            new Share(used * factor, total * factor, weight).CompareTo(new Share(used, total, weight)) == 0);

    [Fact]
    public void The_heavier_of_equal_holders_comes_first() =>
        Assert.True(new Share(6, 100, 2000).CompareTo(new Share(5, 100, 1000)) < 0);

    private static int Exact(Share a, Share b) =>
        ((BigInteger)a.UsedMilli * b.TotalMilli * b.WeightMilli).CompareTo((BigInteger)b.UsedMilli * a.TotalMilli * a.WeightMilli) switch
        {
            < 0 => -1,
            0 => 0,
            > 0 => 1,
        };
}
