using MesosOperator.Core.Allocation;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>The exact orders of Mesos' sorter tests, for clients side by side.</summary>
public class ShareOrderTests
{
    private readonly QuantityTotals _totals = new();
    private readonly ShareOrder<Client> _order;
    private readonly SortedDictionary<string, Client> _clients = [];

    public ShareOrderTests() => _order = new(_totals);

    [Fact]
    public void D01_smallest_dominant_share_first()
    {
        Total("cpus:100;mem:100");
        Add("a", "cpus:5;mem:5");
        Add("b", "cpus:6;mem:6");
        AssertOrder("a b");

        Add("c", "cpus:1;mem:1");
        Add("d", "cpus:3;mem:1");
        AssertOrder("c d a b");

        Remove("a");
        _order.TakeBack(_clients["b"], Quantities("cpus:4;mem:4"));
        AssertOrder("c b d");

        Add("e", "cpus:1;mem:5");
        Total("cpus:50;mem:100");
        AssertOrder("c b e d");

        Total("cpus:50;mem:200");
        Add("f", "cpus:5;mem:1");
        _order.Give(_clients["c"], Quantities("mem:15"), Charge.Offer);
        AssertOrder("e b d c f");

        _order.Deactivate(_clients["d"]);
        AssertOrder("e b c f");
        _order.Activate(_clients["d"]);
        AssertOrder("e b d c f");
    }

    [Fact]
    public void D02_weights_divide_the_share()
    {
        Total("cpus:100;mem:100");
        Add("a", "cpus:5;mem:5");
        Add("b", "cpus:6;mem:6", weightMilli: 2000);
        AssertOrder("b a");

        Add("c", "cpus:4;mem:4");
        AssertOrder("b c a");

        Add("d", "cpus:10;mem:20", weightMilli: 10_000);
        AssertOrder("d b c a");

        Remove("b");
        AssertOrder("d c a");

        _order.Give(_clients["d"], Quantities("cpus:10;mem:25"), Charge.Offer);
        AssertOrder("c d a");

        Add("e", "cpus:1;mem:1", weightMilli: 100);
        AssertOrder("c d a e");

        Remove("a");
        AssertOrder("c d e");
    }

    [Fact]
    public void D03_a_weight_changes_the_order_at_once()
    {
        Total("cpus:100;mem:100");
        Add("a", "cpus:5;mem:5");
        Add("b", "cpus:6;mem:6");
        AssertOrder("a b");

        _order.SetWeight(_clients["b"], 2000);
        AssertOrder("b a");
    }

    [Fact]
    public void D09_totals_change_the_order()
    {
        Total("cpus:10;mem:100");
        Add("a", "cpus:2;mem:1");
        Add("b", "cpus:1;mem:2");
        AssertOrder("b a");

        Total("cpus:100;mem:10");
        AssertOrder("a b");
    }

    [Fact]
    public void D09_totals_of_several_agents_add_up()
    {
        _totals.Add(Quantities("cpus:5;mem:50"));
        _totals.Add(Quantities("cpus:5;mem:50"));
        Add("a", "cpus:2;mem:1");
        Add("b", "cpus:1;mem:3");
        AssertOrder("b a");

        _totals.Subtract(Quantities("cpus:5;mem:50"));
        _totals.Add(Quantities("cpus:95;mem:50"));
        AssertOrder("a b");
    }

    [Fact]
    public void D10_what_is_removed_no_longer_counts()
    {
        Total("cpus:10");
        Add("a", "cpus:6");
        Add("b", "cpus:4");
        AssertOrder("b a");

        _order.TakeBack(_clients["a"], Quantities("cpus:5"));
        Total("cpus:5");
        AssertOrder("a b");
    }

    [Fact]
    public void D11_revocable_resources_count_too()
    {
        Total("cpus:10;cpus{REV}:10");
        Add("a", "cpus:2");
        Add("b", "cpus:1;cpus{REV}:9");
        AssertOrder("a b");
    }

    /// <summary>Two parts of one volume are as much as both, however they came.</summary>
    [Fact]
    public void D13_SplitResourceShares()
    {
        Total("disk:100");
        Add("a", "disk:9");
        Add("b", "disk(+r)[v]:5");
        _order.Give(_clients["b"], Quantities("disk(+r)[v]:5"), Charge.Offer);
        AssertOrder("a b");
    }

    [Fact]
    public void Equal_shares_are_ordered_by_allocations_and_then_by_name()
    {
        Total("cpus:10");
        foreach (var key in new[] { "c", "a", "b" })
            Add(key, "cpus:1");
        AssertOrder("a b c");

        _order.Give(_clients["a"], Quantities("cpus:1"), Charge.Offer);
        _order.TakeBack(_clients["a"], Quantities("cpus:1"));
        AssertOrder("b c a");
    }

    [Fact]
    public void A_resource_that_the_cluster_lacks_does_not_count()
    {
        Total("cpus:10");
        Add("a", "cpus:1;gpus:5");
        Add("b", "cpus:2");
        AssertOrder("a b");
    }

    [Fact]
    public void Nothing_is_taken_back_that_was_not_given()
    {
        Add("a", "cpus:1");
        Assert.Throws<InvariantViolationException>(() => _order.TakeBack(_clients["a"], Quantities("cpus:2")));
        Assert.Throws<InvariantViolationException>(() => _order.SetWeight(_clients["a"], 0));
    }

    private static ResourceQuantities Quantities(string resources) => ResourceText.Parse(resources).Quantities;

    private void Total(string resources)
    {
        _totals.Subtract(_totals.ToQuantities());
        _totals.Add(Quantities(resources));
    }

    private void Add(string key, string resources, int weightMilli = Share.DefaultWeightMilli)
    {
        var client = _clients[key] = new Client(key);
        _order.SetWeight(client, weightMilli);
        _order.Activate(client);
        _order.Give(client, Quantities(resources), Charge.Offer);
    }

    private void Remove(string key) => _order.Deactivate(_clients[key]);

    private void AssertOrder(string keys) =>
        Assert.Equal(keys, string.Join(' ', _order.InOrder.ToArray().Select(client => client.Key)));

    private sealed class Client(string key) : ShareClient(key);
}
