using MesosOperator.Kubernetes.Access;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Kubernetes.Tests.Access;

public sealed class ReviewCacheTests
{
    private readonly FakeTimeProvider _time = new();
    private int _asked;

    [Fact]
    public async Task The_oldest_answer_is_forgotten_first()
    {
        var cache = Cache(capacity: 2);
        foreach (var key in (string[])["a", "b", "a", "c"])
            await GetAsync(cache, key);

        Assert.Equal((2, 3), (cache.Count, _asked));
        await GetAsync(cache, "b");
        Assert.Equal(3, _asked);
        await GetAsync(cache, "a");
        Assert.Equal((2, 4), (cache.Count, _asked));
    }

    [Fact]
    public async Task An_answer_that_is_asked_for_again_and_again_takes_one_place()
    {
        var cache = Cache(capacity: 2);
        for (var round = 0; round < 10; round++)
        {
            await GetAsync(cache, "a");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((1, 10), (cache.Count, _asked));
    }

    [Fact]
    public async Task Who_asked_first_may_leave_without_harm()
    {
        var cache = Cache(capacity: 2);
        var answer = new TaskCompletionSource<string>();
        using var leave = new CancellationTokenSource();

        var first = cache.GetAsync("a", () => answer.Task, leave.Token);
        var second = cache.GetAsync("a", () => throw new InvalidOperationException("asked twice"), TestContext.Current.CancellationToken);
        leave.Cancel();
        answer.SetResult("yes");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("yes", await second);
    }

    [Fact]
    public async Task A_fault_is_told_to_all_who_wait_and_not_remembered()
    {
        var cache = Cache(capacity: 2);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => cache.GetAsync("a", () => throw new InvalidOperationException("bad"), TestContext.Current.CancellationToken));
        Assert.Equal(0, cache.Count);
        Assert.Equal("a", await GetAsync(cache, "a"));
    }

    private ReviewCache<string, string> Cache(int capacity) => new(capacity, _ => TimeSpan.FromMinutes(1), _time);

    private Task<string> GetAsync(ReviewCache<string, string> cache, string key) => cache.GetAsync(
        key,
        () =>
        {
            _asked++;
            return Task.FromResult(key);
        },
        TestContext.Current.CancellationToken);
}
