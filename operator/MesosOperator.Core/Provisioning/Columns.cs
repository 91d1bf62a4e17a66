using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Provisioning;

/// <summary>Quantities as rows of numbers, a column for each name, so that many can be compared quickly.</summary>
internal sealed class Columns
{
    private readonly List<string> _names = [];

    public Columns(IEnumerable<ResourceQuantities> all)
    {
        foreach (var quantities in all)
            foreach (var item in quantities.Items)
                if (!_names.Contains(item.Name))
                    _names.Add(item.Name);
    }

    public int Count => _names.Count;

    public long[] RowOf(ResourceQuantities quantities) => [.. _names.Select(name => quantities.Get(name).Milli)];

    public ResourceQuantities QuantitiesOf(long[] row) => ResourceQuantities.Of(_names.Select((name, column) => new ResourceQuantity(name, new(row[column]))));

    /// <summary>The limits of the columns; the largest number where there is none.</summary>
    public long[] RowOf(ResourceLimits limits) => [.. _names.Select(name => limits.Get(name)?.Milli ?? long.MaxValue)];

    public static bool Covers(ReadOnlySpan<long> room, ReadOnlySpan<long> need)
    {
        for (var column = 0; column < need.Length; column++)
            if (room[column] < need[column])
                return false;
        return true;
    }

    /// <summary>How often a need fits, at most so many times.</summary>
    public static int Fitting(ReadOnlySpan<long> room, ReadOnlySpan<long> need, int atMost)
    {
        if (!Covers(room, need))
            return 0;
        long fitting = atMost;
        for (var column = 0; column < need.Length && fitting > 1; column++)
            if (need[column] > 0 && room[column] / fitting < need[column])
                fitting = room[column] / need[column];
        return (int)fitting;
    }

    public static void Subtract(Span<long> room, ReadOnlySpan<long> need, int times)
    {
        for (var column = 0; column < need.Length; column++)
            room[column] -= need[column] * times;
    }

    /// <summary>The largest part that a need takes of what there is, 1 for all of it.</summary>
    public static double Part(ReadOnlySpan<long> need, ReadOnlySpan<long> whole)
    {
        var part = 0.0;
        for (var column = 0; column < need.Length; column++)
            if (need[column] > 0)
                part = Math.Max(part, (double)need[column] / whole[column]);
        return part;
    }
}
