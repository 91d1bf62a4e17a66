using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.Core.Primitives;

namespace MesosOperator.AgentRuntime.Tests.Sandboxes;

public sealed class SandboxShelfTests
{
    private static readonly Instant Start = Instant.FromSeconds(1_000);

    [Fact]
    public void Gives_out_what_is_too_old_and_knows_when_the_next_will_be()
    {
        var shelf = new SandboxShelf(TimeSpan.FromSeconds(10), maximumCount: 5);
        shelf.Add("late", Start + TimeSpan.FromSeconds(3));
        shelf.Add("early", Start);

        Assert.Equal(Start + TimeSpan.FromSeconds(10), shelf.NextDue);
        Assert.Empty(Take(shelf, Start + TimeSpan.FromSeconds(9.9)));
        Assert.Equal(["early"], Take(shelf, Start + TimeSpan.FromSeconds(10)));
        Assert.Equal(Start + TimeSpan.FromSeconds(13), shelf.NextDue);
        Assert.Equal(["late"], Take(shelf, Start + TimeSpan.FromSeconds(60)));
        Assert.Equal(Instant.Never, shelf.NextDue);
    }

    [Fact]
    public void Gives_out_the_oldest_of_too_many()
    {
        var shelf = new SandboxShelf(TimeSpan.FromDays(1), maximumCount: 2);
        for (var i = 0; i < 5; i++)
            shelf.Add($"s{i}", Start + TimeSpan.FromSeconds(i));

        Assert.Equal(["s0", "s1", "s2"], Take(shelf, Start + TimeSpan.FromSeconds(5)));
        Assert.Equal(2, shelf.Count);
    }

    [Theory]
    [InlineData(0, 9)]
    [InlineData(0.5, 4)]
    [InlineData(0.9, 0)]
    [InlineData(1, 0)]
    public void The_fuller_the_disk_the_shorter_they_are_kept(double used, double days)
    {
        var shelf = new SandboxShelf(TimeSpan.FromDays(10), 5);

        Assert.Equal(days, shelf.AgeAt(used).TotalDays, 9);
    }

    private static IEnumerable<string> Take(SandboxShelf shelf, Instant now)
    {
        while (shelf.TryTake(now, TimeSpan.MaxValue, out var sandbox))
            yield return sandbox;
    }
}
