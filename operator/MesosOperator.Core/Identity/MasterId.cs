using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Identity;

/// <summary>Names one elected master process; the ids that it gives out begin with it.</summary>
public readonly record struct MasterId(string Value)
{
    /// <summary>The id of the n-th framework: four digits, growing beyond (mesos-wire 2.4).</summary>
    public FrameworkId Framework(long number) => new($"{Value}-{number:D4}");

    /// <summary>The id of the n-th agent.</summary>
    public AgentId Agent(long number) => new($"{Value}-S{number}");

    /// <summary>The id of the n-th offer.</summary>
    public OfferId Offer(long number) => new(this, number);

    /// <summary>The id of the n-th update that the master itself makes; unlike those of other masters.</summary>
    public UpdateId Update(long number)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var character in Value)
            hash = (hash ^ character) * 0x100000001B3UL;
        return new(((UInt128)new Prng(hash).NextUInt64() << 64) | new Prng(hash ^ (ulong)number).NextUInt64());
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}
