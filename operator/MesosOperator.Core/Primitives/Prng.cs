namespace MesosOperator.Core.Primitives;

/// <summary>
/// A small generator of pseudo-random numbers (SplitMix64). It is ours so that a seed means the same for ever,
/// on each machine and each version of the runtime library.
/// </summary>
public sealed class Prng(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong NextUInt64()
    {
        var mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>, which must be positive.</summary>
    public int Next(int bound)
    {
        Require.That(bound > 0, "a bound is positive");
        return (int)(NextUInt64() % (ulong)bound);
    }

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));
}
