using System.Runtime.InteropServices;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>
/// The active clients in the order in which they are served: smallest dominant share first, then fewest allocations,
/// then key. One change moves one client; only a change of the totals sorts all of them, when next looked at. With a
/// lottery they are drawn from that order each time.
/// </summary>
public sealed class ShareOrder<TClient>(QuantityTotals totals, Lottery? lottery = null) where TClient : ShareClient
{
    private const int Nowhere = -1;

    private readonly List<TClient> _order = [];
    private TClient[] _drawn = [];
    private long _sortedAt = totals.Version;

    /// <summary>The active clients in order.</summary>
    public ReadOnlySpan<TClient> InOrder
    {
        get
        {
            if (IsStale)
                Sort();
            var order = CollectionsMarshal.AsSpan(_order);
            return lottery is null || order.Length < 2 ? order : Draw(lottery, order);
        }
    }

    /// <summary>Whether the totals, and with them all shares, have changed. Until somebody looks, nobody needs a place then.</summary>
    private bool IsStale => _sortedAt != totals.Version;

    /// <summary>Lets a client take part.</summary>
    public void Activate(TClient client)
    {
        if (client.IsActive)
            return;
        client.IsActive = true;
        _order.Add(client);
        Settle(client, IsStale ? Nowhere : _order.Count - 1);
    }

    /// <summary>Leaves a client out; what it holds stays counted.</summary>
    public void Deactivate(TClient client)
    {
        if (!client.IsActive)
            return;
        _order.RemoveAt(IsStale ? _order.IndexOf(client) : PlaceOf(client));
        client.IsActive = false;
    }

    /// <summary>Gives resources to a client.</summary>
    public void Give(TClient client, ResourceQuantities quantities, Charge charge)
    {
        var place = PlaceOf(client);
        client.Give(quantities, charge);
        Settle(client, place);
    }

    /// <summary>Takes resources back from a client.</summary>
    public void TakeBack(TClient client, ResourceQuantities quantities)
    {
        var place = PlaceOf(client);
        client.Held.Subtract(quantities);
        Settle(client, place);
    }

    /// <summary>Changes a client's weight.</summary>
    public void SetWeight(TClient client, int weightMilli)
    {
        Require.That(weightMilli > 0, "a weight is positive");
        var place = PlaceOf(client);
        client.WeightMilli = weightMilli;
        Settle(client, place);
    }

    private int PlaceOf(TClient client)
    {
        if (!client.IsActive || IsStale)
            return Nowhere;
        // Who is given something was mostly the next to be served.
        if (ReferenceEquals(_order[0], client))
            return 0;
        var place = _order.BinarySearch(client, ByShare.Instance);
        Require.That(place >= 0 && ReferenceEquals(_order[place], client), "an active client has its place in the order");
        return place;
    }

    /// <summary>Moves a client whose share or count has changed from its place to the one that is right now.</summary>
    private void Settle(TClient client, int from)
    {
        if (from == Nowhere)
            return;
        client.Share = client.DominantShare(totals);
        var order = CollectionsMarshal.AsSpan(_order);
        var to = from + 1 < order.Length && ByShare.Instance.Compare(client, order[from + 1]) > 0
            ? PlaceAmong(client, order, from + 2, order.Length) - 1
            : PlaceAmong(client, order, 0, from);
        if (to > from)
            order[(from + 1)..(to + 1)].CopyTo(order[from..]);
        else
            order[to..from].CopyTo(order[(to + 1)..]);
        order[to] = client;
    }

    /// <summary>Before which of a part of the order the client belongs. It is mostly behind them all.</summary>
    private static int PlaceAmong(TClient client, ReadOnlySpan<TClient> order, int from, int to)
    {
        if (from >= to || ByShare.Instance.Compare(client, order[to - 1]) > 0)
            return to;
        var place = order[from..to].BinarySearch(client, ByShare.Instance);
        Require.That(place < 0, "no two clients have the same key");
        return from + ~place;
    }

    /// <summary>The list is that of the last draw: nobody looks at two at once.</summary>
    private Span<TClient> Draw(Lottery lottery, ReadOnlySpan<TClient> order)
    {
        if (_drawn.Length < order.Length)
            _drawn = new TClient[_order.Capacity];
        lottery.Draw(order, _drawn.AsSpan(0, order.Length));
        return _drawn.AsSpan(0, order.Length);
    }

    private void Sort()
    {
        foreach (var client in _order)
            client.Share = client.DominantShare(totals);
        _order.Sort(ByShare.Instance);
        _sortedAt = totals.Version;
    }

    private sealed class ByShare : IComparer<TClient>
    {
        public static readonly ByShare Instance = new();

        public int Compare(TClient? left, TClient? right)
        {
            var byShare = left!.Share.CompareTo(right!.Share);
            if (byShare != 0)
                return byShare;
            var byCount = left.AllocationCount.CompareTo(right.AllocationCount);
            return byCount != 0 ? byCount : string.CompareOrdinal(left.Key, right.Key);
        }
    }
}
