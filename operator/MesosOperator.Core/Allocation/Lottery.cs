using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Allocation;

/// <summary>Draws an order by chance: who has twice the weight is twice as likely to be next (case D14). One seed, one sequence of orders.</summary>
public sealed class Lottery(ulong seed)
{
    private readonly Prng _prng = new(seed);
    private long[] _sums = [];

    /// <summary>
    /// Copies clients in the order in which they are drawn. Each draw walks down a tree of sums of the weights that are left,
    /// in whole numbers, so that it comes out the same on every machine.
    /// </summary>
    internal void Draw<TClient>(ReadOnlySpan<TClient> clients, Span<TClient> drawn) where TClient : ShareClient
    {
        var leaves = LeavesFor(clients.Length);
        for (var index = 0; index < leaves; index++)
            _sums[leaves + index] = index < clients.Length ? clients[index].WeightMilli : 0;
        for (var node = leaves - 1; node > 0; node--)
            _sums[node] = _sums[2 * node] + _sums[2 * node + 1];
        foreach (ref var next in drawn)
            next = clients[DrawOne(leaves)];
    }

    private int LeavesFor(int clients)
    {
        var leaves = 1;
        while (leaves < clients)
            leaves *= 2;
        if (_sums.Length < 2 * leaves)
            _sums = new long[2 * leaves];
        return leaves;
    }

    private int DrawOne(int leaves)
    {
        var ticket = (long)(_prng.NextUInt64() % (ulong)_sums[1]);
        var node = 1;
        while (node < leaves)
        {
            node *= 2;
            if (ticket < _sums[node])
                continue;
            ticket -= _sums[node];
            node++;
        }

        var weight = _sums[node];
        for (var taken = node; taken > 0; taken /= 2)
            _sums[taken] -= weight;
        return node - leaves;
    }
}
