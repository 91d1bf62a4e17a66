using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.TestKit.Kubernetes;

/// <summary>
/// Runs asynchronous code on one thread in a time of its own, which goes on only when there is nothing left to do: a wait
/// of an hour takes no time, and two runs of the same code do the same in the same order. Code that leaves its
/// synchronization context (by a thread pool, for instance) is not part of it.
/// </summary>
public sealed class VirtualRun : SynchronizationContext
{
    /// <summary>How far time goes at once; timers fire this late at most.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(3);

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    private VirtualRun()
    {
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>How much time has passed in the run.</summary>
    public TimeSpan Elapsed => Time.GetUtcNow() - Time.Start;

    /// <summary>Runs to the end of the body; what it started and did not end is left where it is.</summary>
    public static void Of(Func<VirtualRun, Task> body)
    {
        var run = new VirtualRun();
        var before = Current;
        SetSynchronizationContext(run);
        try
        {
            var task = body(run);
            while (!task.IsCompleted)
                run.Turn();
            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Lets time pass.</summary>
    public Task PassAsync(TimeSpan time) => Task.Delay(time, Time);

    /// <summary>Lets time pass until something holds; fails when it does not within a bound.</summary>
    public async Task UntilAsync(Func<bool> holds, TimeSpan within)
    {
        var limit = Time.GetUtcNow() + within;
        while (!holds())
        {
            if (Time.GetUtcNow() > limit)
                throw new TimeoutException($"It does not hold after {within}.");
            await Task.Delay(Step, Time);
        }
    }

    private void Turn()
    {
        if (_posted.TryDequeue(out var posted))
        {
            posted.Callback(posted.State);
            return;
        }
        if (Elapsed > Longest)
            throw new TimeoutException($"The run did not end within {Longest} of its time.");
        Time.Advance(Step);
    }
}
