namespace MesosOperator.Core.Provisioning;

/// <summary>What is still to be placed of a need.</summary>
/// <param name="need">The need.</param>
/// <param name="each">What one piece takes; of a lot that can be divided, what is left of all.</param>
/// <param name="left">How many pieces are left.</param>
/// <param name="worth">What room for a piece costs at the least.</param>
internal sealed class Lot(Need need, long[] each, int left, double worth)
{
    private readonly long[] _whole = [.. each];

    public Need Need => need;

    public long[] Each => each;

    public int Left { get; private set; } = left;

    public double Worth => worth;

    /// <summary>Whether it may be spread over machines as it comes.</summary>
    public bool IsDivisible { get; } = need is Need.InTotal;

    /// <summary>Whether a machine has room for a piece, or for a part of it if it can be divided.</summary>
    public bool FitsIn(ReadOnlySpan<long> capacity) => IsDivisible ? PartIn(capacity) is not null : Columns.Covers(capacity, each);

    /// <summary>The need that is left.</summary>
    public Need Rest(Columns columns) => need switch
    {
        Need.ForTasks tasks => tasks with { Count = Left },
        Need.InTotal total => total with { Total = columns.QuantitiesOf(each) },
        _ => need,
    };

    /// <summary>So many pieces have a place.</summary>
    public void Place(int pieces) => Left -= pieces;

    /// <summary>The part of a lot that can be divided for which there is room, nothing where there is none.</summary>
    public long[]? PartIn(ReadOnlySpan<long> room)
    {
        var part = new long[each.Length];
        for (var column = 0; column < part.Length; column++)
            part[column] = Math.Min(each[column], room[column]);
        return part.AsSpan().ContainsAnyExcept(0) ? part : null;
    }

    /// <summary>What a part of it is worth.</summary>
    public double WorthOf(long[] part) => worth * Columns.Part(part, _whole);

    /// <summary>A part has a place.</summary>
    public void Place(long[] part)
    {
        Columns.Subtract(each, part, 1);
        if (!each.AsSpan().ContainsAnyExcept(0))
            Left = 0;
    }
}
