using MesosOperator.Core.Allocation;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Roles;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Allocation;

/// <summary>Orders by chance (case D14): what is counted are draws with a fixed seed, so the numbers are always the same.</summary>
public class LotteryTests
{
    private const int Draws = 20_000;

    [Fact]
    public void D14_ProbabilityDistribution()
    {
        var order = new ShareOrder<Client>(new(), new Lottery(1));
        foreach (var (key, weight) in new[] { ("a", 1000), ("b", 2000), ("c", 5000) })
        {
            var client = new Client(key);
            order.SetWeight(client, weight);
            order.Activate(client);
        }

        var orders = Enumerable.Range(0, Draws).Select(_ => string.Concat(order.InOrder.ToArray().Select(client => client.Key))).CountBy(text => text).ToDictionary();

        Assert.Equal(6, orders.Count);
        AssertNear(1 / 8.0 * 2 / 7, orders["abc"]);
        AssertNear(1 / 8.0 * 5 / 7, orders["acb"]);
        AssertNear(2 / 8.0 * 1 / 6, orders["bac"]);
        AssertNear(2 / 8.0 * 5 / 6, orders["bca"]);
        AssertNear(5 / 8.0 * 1 / 3, orders["cab"]);
        AssertNear(5 / 8.0 * 2 / 3, orders["cba"]);
    }

    /// <summary>Weights act among siblings: a against b, and within b its own frameworks against those below it.</summary>
    [Fact]
    public void D14_HierarchicalProbabilityDistribution()
    {
        var shares = new Shares(new Dictionary<RoleName, int> { [new("b")] = 3000, [new("b/x")] = 4000 }, new Lottery(2));
        foreach (var role in new[] { "a", "b", "b/x" })
            shares.SetActive(shares.Join(new Framework(new($"in-{role}"), A.Framework(), TestMaster.Start), new(role)), Activity.Active);

        var firsts = Enumerable.Range(0, Draws).Select(_ => First(shares.Tree.Root)).CountBy(role => role).ToDictionary();

        AssertNear(1 / 4.0, firsts["a"]);
        AssertNear(3 / 4.0 * 1 / 5, firsts["b"]);
        AssertNear(3 / 4.0 * 4 / 5, firsts["b/x"]);
    }

    [Fact]
    public void Everybody_is_drawn_once_however_many_there_are()
    {
        var prng = new Prng(3);
        var lottery = new Lottery(3);
        for (var count = 0; count < 70; count++)
        {
            var clients = Enumerable.Range(0, count).Select(number => new Client($"{number}") { WeightMilli = 1 + prng.Next(int.MaxValue - 1) }).ToArray();
            var drawn = new Client[count];
            lottery.Draw<Client>(clients, drawn);
            Assert.Equal(clients.OrderBy(client => client.Key), drawn.OrderBy(client => client.Key));
        }
    }

    private static string First(RoleNode node) => node.Children.InOrder[0] switch
    {
        RoleShare role => role.Name.Value,
        var inner => First((RoleNode)inner),
    };

    /// <summary>Within five standard deviations of the count that is to be expected.</summary>
    private static void AssertNear(double chance, int count) =>
        Assert.InRange(count, Draws * chance - 5 * Math.Sqrt(Draws * chance * (1 - chance)), Draws * chance + 5 * Math.Sqrt(Draws * chance * (1 - chance)));

    private sealed class Client(string key) : ShareClient(key);
}
