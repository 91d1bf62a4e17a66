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
    private readonly List<TClient> _order = [];
    private TClient[] _drawn = [];
    private bool _isStale;

    /// <summary>The active clients in order.</summary>
    public ReadOnlySpan<TClient> InOrder
    {
        get
        {
            if (_isStale)
                Sort();
            var order = CollectionsMarshal.AsSpan(_order);
            return lottery is null || order.Length < 2 ? order : Draw(lottery, order);
        }
    }

    /// <summary>Says that the totals, and with them all shares, have changed.</summary>
    public void TotalsChanged() => _isStale = true;

    /// <summary>Lets a client take part.</summary>
    public void Activate(TClient client)
    {
        if (client.IsActive)
            return;
        client.IsActive = true;
        Insert(client);
    }

    /// <summary>Leaves a client out; what it holds stays counted.</summary>
    public void Deactivate(TClient client)
    {
        if (!client.IsActive)
            return;
        Take(client);
        client.IsActive = false;
    }

    /// <summary>Gives resources to a client.</summary>
    public void Give(TClient client, ResourceQuantities quantities, Charge charge)
    {
        Take(client);
        client.Give(quantities, charge);
        Insert(client);
    }

    /// <summary>Takes resources back from a client.</summary>
    public void TakeBack(TClient client, ResourceQuantities quantities)
    {
        Take(client);
        client.Held.Subtract(quantities);
        Insert(client);
    }

    /// <summary>Changes a client's weight.</summary>
    public void SetWeight(TClient client, int weightMilli)
    {
        Require.That(weightMilli > 0, "a weight is positive");
        Take(client);
        client.WeightMilli = weightMilli;
        Insert(client);
    }

    private void Take(TClient client)
    {
        if (!client.IsActive)
            return;
        var index = _isStale ? _order.IndexOf(client) : _order.BinarySearch(client, ByShare.Instance);
        Require.That(index >= 0 && ReferenceEquals(_order[index], client), "an active client has its place in the order");
        _order.RemoveAt(index);
    }

    private void Insert(TClient client)
    {
        if (!client.IsActive)
            return;
        client.Share = client.DominantShare(totals);
        if (_isStale)
        {
            _order.Add(client);
            return;
        }

        var place = _order.BinarySearch(client, ByShare.Instance);
        Require.That(place < 0, "no two clients have the same key");
        _order.Insert(~place, client);
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
        _isStale = false;
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
