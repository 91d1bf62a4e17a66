using CsCheck;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Primitives;

public class PrngTests
{
    /// <summary>The published first numbers of SplitMix64 for this seed: a seed means the same for ever.</summary>
    [Fact]
    public void A_seed_means_the_same_for_ever()
    {
        var prng = new Prng(1234567);
        Assert.Equal(
            [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821],
            Enumerable.Range(0, 5).Select(_ => prng.NextUInt64()));
    }

    [Fact]
    public void Numbers_stay_below_their_bound() => Gen.Select(Gen.ULong, Gen.Int[1, int.MaxValue]).Sample((seed, bound) =>
    {
        var prng = new Prng(seed);
        return Enumerable.Range(0, 20).Select(_ => prng.Next(bound)).All(number => number >= 0 && number < bound)
            && Enumerable.Range(0, 20).Select(_ => prng.NextDouble()).All(number => number is >= 0 and < 1);
    });

    [Fact]
    public void A_bound_is_positive() => Assert.Throws<InvariantViolationException>(() => new Prng(1).Next(0));
}
