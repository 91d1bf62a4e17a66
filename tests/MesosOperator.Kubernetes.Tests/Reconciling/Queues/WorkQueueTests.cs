using CsCheck;
using MesosOperator.Kubernetes.Reconciling.Queues;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Kubernetes.Tests.Reconciling.Queues;

public class WorkQueueTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TestMeters _meters = new();

    [Fact]
    public void Keys_come_once_each_in_the_order_they_were_added()
    {
        using var queue = Queue();
        foreach (var key in (int[])[3, 1, 3, 2, 1])
            Assert.True(queue.Add(key));
        Assert.Equal([3, 1, 2, null], [Take(queue), Take(queue), Take(queue), Take(queue)]);
    }

    [Fact]
    public void A_key_is_never_worked_on_twice_at_a_time_and_comes_again_when_it_was_added_meanwhile()
    {
        using var queue = Queue();
        queue.Add(1);
        Assert.Equal(1, Take(queue));
        queue.Add(1);
        queue.Add(1);
        Assert.Null(Take(queue));
        queue.Done(1);
        Assert.Equal(1, Take(queue));
        queue.Done(1);
        Assert.Null(Take(queue));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_key_comes_again_when_its_wait_is_over()
    {
        using var queue = Queue();
        queue.Add(1);
        queue.Again(Take(queue)!.Value, TimeSpan.FromSeconds(10));
        _time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Null(Take(queue));
        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, Take(queue));
    }

    [Fact]
    public void A_key_that_waits_comes_at_once_when_it_is_added()
    {
        using var queue = Queue();
        queue.Add(1);
        queue.Again(Take(queue)!.Value, TimeSpan.FromSeconds(10));
        queue.Add(1);
        Assert.Equal(1, Take(queue));
        queue.Done(1);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.Null(Take(queue));
    }

    [Fact]
    public void A_key_that_fails_waits_ever_longer_and_a_success_forgives_it()
    {
        using var queue = Queue();
        queue.Add(1);
        foreach (var wholeSeconds in (double[])[1, 2, 4, 8, 8])
        {
            queue.Retry(Take(queue)!.Value, TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(wholeSeconds / 2 - 0.01));
            Assert.Null(Take(queue));
            _time.Advance(TimeSpan.FromSeconds(wholeSeconds / 2 + 0.01));
        }
        queue.Again(Take(queue)!.Value, TimeSpan.Zero);
        queue.Retry(Take(queue)!.Value, TimeSpan.Zero);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Take(queue));
    }

    [Fact]
    public void A_failed_key_comes_no_sooner_than_it_was_told_to()
    {
        using var queue = Queue();
        queue.Add(1);
        queue.Retry(Take(queue)!.Value, TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(Take(queue));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, Take(queue));
    }

    [Fact]
    public void A_full_queue_refuses_new_keys_and_says_so()
    {
        using var queue = Queue(new WorkQueueOptions("test") { KeysMax = 2 });
        Assert.True(queue.Add(1));
        Assert.True(queue.Add(2));
        Assert.False(queue.Add(3));
        Assert.True(queue.Add(2));
        Assert.Equal(1, _meters.Counted("mesosoperator.queue.refused test"));
        Assert.Equal(2, _meters.Counted("mesosoperator.queue.keys test"));
        queue.Done(Take(queue)!.Value);
        Assert.True(queue.Add(3));
    }

    [Fact]
    public void No_more_keys_a_second_are_handed_out_than_allowed() => VirtualRun.Of(async run =>
    {
        using var queue = new WorkQueue<int>(new("test") { PerSecond = 10, Burst = 2 }, Backoff(), run.Time, _meters.Metrics);
        var times = new List<double>();
        for (var key = 0; key < 6; key++)
            queue.Add(key);
        for (var key = 0; key < 6; key++)
        {
            Assert.Equal(key, await queue.TakeAsync(default));
            times.Add(Math.Round(run.Elapsed.TotalSeconds, 2));
        }
        Assert.Equal([0, 0, 0.1, 0.2, 0.3, 0.4], times);
    });

    [Fact]
    public void A_closed_queue_hands_out_what_is_ready_and_forgets_the_rest() => VirtualRun.Of(async run =>
    {
        using var queue = new WorkQueue<int>(new("test"), Backoff(), run.Time, _meters.Metrics);
        foreach (var key in (int[])[1, 2, 3])
            queue.Add(key);
        queue.Again((await queue.TakeAsync(default))!.Value, TimeSpan.FromSeconds(1));
        Assert.Equal(2, await queue.TakeAsync(default));
        queue.Add(2);
        queue.Close();
        Assert.False(queue.Add(4));
        Assert.Equal(3, await queue.TakeAsync(default));
        queue.Again(3, TimeSpan.FromSeconds(1));
        var waiting = queue.TakeAsync(default);
        Assert.Null(await waiting);
        queue.Done(2);
        Assert.Equal(2, await queue.TakeAsync(default));
        queue.Retry(2, TimeSpan.Zero);
        Assert.Null(await queue.TakeAsync(default));
        Assert.Equal(0, queue.Count);
    });

    [Fact]
    public void Who_waits_gets_the_next_key_unless_cancelled() => VirtualRun.Of(async run =>
    {
        using var queue = new WorkQueue<int>(new("test"), Backoff(), run.Time, _meters.Metrics);
        using var stop = new CancellationTokenSource();
        var first = queue.TakeAsync(stop.Token);
        var second = queue.TakeAsync(default);
        stop.Cancel();
        queue.Add(1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(1, await second);
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_key_that_nobody_works_on_cannot_be_finished(bool isKnown)
    {
        using var queue = Queue();
        if (isKnown)
            queue.Add(1);
        Assert.Throws<InvalidOperationException>(() => queue.Done(1));
    }

    /// <summary>Commands are numbers: what to do, and with which key.</summary>
    [Fact]
    public void It_does_what_an_obvious_queue_does() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 4]).List[0, 80].Sample(commands =>
        {
            var time = new FakeTimeProvider();
            using var queue = new WorkQueue<int>(new("test") { Burst = 1000 }, Backoff(), time, _meters.Metrics);
            var obvious = new ObviousQueue();
            foreach (var (what, key) in commands)
            {
                if (what <= 1)
                {
                    queue.Add(key);
                    obvious.Add(key);
                }
                else if (what == 2 && obvious.Take() != Take(queue))
                    return false;
                else if (what == 3 && obvious.Finish(key, null))
                    queue.Done(key);
                else if (what == 4 && obvious.Finish(key, 1 + key))
                    queue.Again(key, TimeSpan.FromSeconds(1 + key));
                else if (what == 5)
                {
                    time.Advance(TimeSpan.FromSeconds(1));
                    obvious.Pass();
                }
            }
            return true;
        });

    private static Backoff Backoff() => new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8), new Jitter(3));

    private WorkQueue<int> Queue(WorkQueueOptions? options = null) => new(options ?? new("test"), Backoff(), _time, _meters.Metrics);

    /// <summary>What the queue hands out now; null when that is nothing.</summary>
    private static int? Take(WorkQueue<int> queue)
    {
        using var stop = new CancellationTokenSource();
        var taken = queue.TakeAsync(stop.Token);
        if (taken.IsCompletedSuccessfully)
            return taken.Result;
        stop.Cancel();
        return null;
    }

    private sealed class ObviousQueue
    {
        private readonly List<int> _ready = [];
        private readonly List<(int Key, int Seconds)> _later = [];
        private readonly HashSet<int> _working = [];
        private readonly HashSet<int> _added = [];

        public void Add(int key)
        {
            _later.RemoveAll(later => later.Key == key);
            if (_working.Contains(key))
                _added.Add(key);
            else if (!_ready.Contains(key))
                _ready.Add(key);
        }

        public int? Take()
        {
            if (_ready.Count == 0)
                return null;
            var key = _ready[0];
            _ready.RemoveAt(0);
            _working.Add(key);
            return key;
        }

        public bool Finish(int key, int? seconds)
        {
            if (!_working.Remove(key))
                return false;
            if (_added.Remove(key))
                _ready.Add(key);
            else if (seconds is { } wait)
                _later.Add((key, wait));
            return true;
        }

        public void Pass()
        {
            for (var i = 0; i < _later.Count; i++)
                _later[i] = (_later[i].Key, _later[i].Seconds - 1);
            _ready.AddRange(_later.Where(later => later.Seconds == 0).Select(later => later.Key));
            _later.RemoveAll(later => later.Seconds == 0);
        }
    }
}
