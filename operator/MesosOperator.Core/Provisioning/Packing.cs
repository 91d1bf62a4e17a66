namespace MesosOperator.Core.Provisioning;

/// <summary>What one machine would take of the lots, the largest that are left first.</summary>
internal sealed class Packing(int columns)
{
    private readonly long[] _room = new long[columns];
    private readonly List<Piece> _pieces = [];

    /// <summary>What the lots that are taken are worth.</summary>
    public double Worth { get; private set; }

    /// <summary>The needs that it is for.</summary>
    public IEnumerable<Need> Needs => _pieces.Select(piece => piece.Lot.Need);

    /// <summary>Takes what fits of the first so many lots.</summary>
    public void Fill(ReadOnlySpan<long> capacity, List<Lot> lots, int tried)
    {
        capacity.CopyTo(_room);
        Worth = 0;
        _pieces.Clear();
        for (var index = 0; index < lots.Count && index < tried; index++)
            Take(lots[index]);
    }

    /// <summary>For how many machines, all alike, the lots last; at least one.</summary>
    public int Repeats()
    {
        var repeats = int.MaxValue;
        foreach (var piece in _pieces)
            repeats = Math.Min(repeats, piece.Part is null ? piece.Lot.Left / piece.Count : 1);
        return repeats;
    }

    /// <summary>What is taken has a place now, on so many machines.</summary>
    public void Place(int machines)
    {
        foreach (var piece in _pieces)
            if (piece.Part is { } part)
                piece.Lot.Place(part);
            else
                piece.Lot.Place(piece.Count * machines);
    }

    /// <summary>What one machine has to have for it.</summary>
    public long[] Sum()
    {
        var sum = new long[columns];
        foreach (var piece in _pieces)
            Columns.Subtract(sum, piece.Part ?? piece.Lot.Each, -piece.Count);
        return sum;
    }

    private void Take(Lot lot)
    {
        if (lot.IsDivisible)
        {
            if (lot.PartIn(_room) is { } part)
                Add(new(lot, 1, part), lot.WorthOf(part));
        }
        else if (Columns.Fitting(_room, lot.Each, lot.Left) is > 0 and var count)
        {
            Add(new(lot, count, null), lot.Worth * count);
        }
    }

    private void Add(Piece piece, double worth)
    {
        Columns.Subtract(_room, piece.Part ?? piece.Lot.Each, piece.Count);
        Worth += worth;
        _pieces.Add(piece);
    }

    private readonly record struct Piece(Lot Lot, int Count, long[]? Part);
}
