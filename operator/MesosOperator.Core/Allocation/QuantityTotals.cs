using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>Running sums of scalar quantities, in thousandths. Mutable and free of allocation once each name was seen.</summary>
public sealed class QuantityTotals
{
    private string[] _names = [];
    private long[] _milli = [];

    /// <summary>How many names have been seen.</summary>
    public int Count { get; private set; }

    /// <summary>Another one after each change.</summary>
    public long Version { get; private set; }

    /// <summary>Whether every sum is nothing.</summary>
    public bool IsZero => !_milli.AsSpan(0, Count).ContainsAnyExcept(0);

    /// <summary>The name at an index; names keep their index for ever.</summary>
    public string NameAt(int index) => _names[index];

    /// <summary>The sum at an index, in thousandths.</summary>
    public long MilliAt(int index) => _milli[index];

    /// <summary>The sum of a name, in thousandths.</summary>
    public long Milli(string name)
    {
        var index = IndexOf(name);
        return index < 0 ? 0 : _milli[index];
    }

    /// <summary>Adds quantities.</summary>
    public void Add(ResourceQuantities quantities)
    {
        Version++;
        foreach (var item in quantities.Items)
        {
            ref var sum = ref SumOf(item.Name);
            sum += item.Amount.Milli;
            Require.That(sum <= Amount.MaxMilli, "sums of resources stay comparable");
        }
    }

    /// <summary>Takes quantities away, which must have been added.</summary>
    public void Subtract(ResourceQuantities quantities)
    {
        Version++;
        foreach (var item in quantities.Items)
        {
            ref var sum = ref SumOf(item.Name);
            sum -= item.Amount.Milli;
            Require.That(sum >= 0, "nothing is taken that was not added");
        }
    }

    /// <summary>The sums as they are now.</summary>
    public ResourceQuantities ToQuantities() => ResourceQuantities.Of(
        Enumerable.Range(0, Count).Select(index => new ResourceQuantity(_names[index], new(_milli[index]))));

    private int IndexOf(string name)
    {
        for (var index = 0; index < Count; index++)
            if (ReferenceEquals(_names[index], name) || _names[index] == name)
                return index;
        return -1;
    }

    private ref long SumOf(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            index = Count++;
            if (index == _names.Length)
            {
                Array.Resize(ref _names, Math.Max(4, index * 2));
                Array.Resize(ref _milli, _names.Length);
            }

            _names[index] = name;
        }

        return ref _milli[index];
    }
}
