using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Tests.Support;

namespace MesosOperator.Runtime.Tests.Loop;

public sealed class MasterLoopTests
{
    [Fact]
    public async Task Everything_of_a_batch_is_durable_before_anybody_is_told_of_it()
    {
        await using var test = new TestLoop();
        test.Loop.TryPost(TestLoop.Subscribe("s1"));
        test.Loop.TryPost(TestLoop.Subscribe("s2"));
        test.Loop.TryPost(TestLoop.Register(1));
        test.Start();

        await test.UntilAsync(() => test.Ports.Left.Count >= 7);

        var left = test.Ports.Left;
        Assert.Equal(["Framework", "Framework", "Agent"], left.Take(3).Select(effect => Assert.IsAssignableFrom<Persist>(effect).GetType().Name));
        Assert.All(left.Skip(3), effect => Assert.IsAssignableFrom<Notify>(effect));
        Assert.IsType<FrameworkNotice.Subscribed>(test.Ports.Told("s1").First());
    }

    [Fact]
    public async Task Nobody_is_told_and_no_caller_is_answered_while_the_store_is_at_work()
    {
        var gate = new TaskCompletionSource();
        var saving = new TaskCompletionSource();
        await using var test = new TestLoop();
        test.Ports.Gate = gate.Task;
        test.Ports.OnSave = saving.SetResult;
        var call = test.Loop.CallAsync(TestLoop.Subscribe("s1")).AsTask();
        test.Start();
        await saving.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Empty(test.Ports.Left);
        Assert.False(call.IsCompleted);

        gate.SetResult();
        Assert.True((await call).IsDone);
        Assert.IsType<FrameworkNotice.Subscribed>(test.Ports.Told("s1").First());
    }

    [Fact]
    public async Task Refusal_comes_back_to_the_caller()
    {
        await using var test = new TestLoop().Start();

        var result = await test.Loop.CallAsync(TestLoop.Suppress("nobody", "s"));

        Assert.Equal(Admission.Accepted, result.Admission);
        Assert.Equal(RefusalKind.FrameworkUnknown, result.Refusal?.Kind);
        Assert.False(result.IsDone);
    }

    [Fact]
    public async Task Batch_ends_with_one_run_of_the_allocation_for_all()
    {
        await using var test = new TestLoop();
        for (var link = 1; link <= 20; link++)
            test.Loop.TryPost(TestLoop.Register(link));
        test.Loop.TryPost(TestLoop.Subscribe("s1"));
        test.Start();

        await test.UntilAsync(() => test.Ports.Told("s1").OfType<OffersMade>().Any());

        Assert.Equal(20, test.Ports.Told("s1").OfType<OffersMade>().Single().Items.Length);
        Assert.Single(test.Observer.Commands.OfType<TimeCommand.Allocate>());
    }

    [Fact]
    public async Task Batch_holds_no_more_commands_than_the_limit()
    {
        var saved = 0;
        await using var test = new TestLoop(new RuntimeLimits { MaxBatch = 2 });
        test.Ports.OnSave = () => saved++;
        for (var link = 1; link <= 6; link++)
            test.Loop.TryPost(TestLoop.Register(link));
        test.Start();

        await test.UntilAsync(() => test.Observer.Commands.OfType<AgentCommand.Register>().Count() == 6);

        Assert.Equal(3, saved);
    }

    [Fact]
    public async Task What_is_due_happens_when_its_time_comes()
    {
        await using var test = new TestLoop().Start();
        await test.Loop.CallAsync(TestLoop.Subscribe("s1", "f1", TimeSpan.FromSeconds(60)));
        await test.Loop.CallAsync(new SubscriptionCommand.LoseStream(new("s1")));
        Assert.Single((await test.Loop.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);

        test.Time.Advance(TimeSpan.FromSeconds(59.5));
        Assert.Single((await test.Loop.ViewAsync(TestContext.Current.CancellationToken))!.Frameworks);
        test.Time.Advance(TimeSpan.FromSeconds(0.5));

        var view = await test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Empty(view!.Frameworks);
        Assert.Equal("f1", Assert.Single(view.CompletedFrameworks).Id.Value);
    }

    [Fact]
    public async Task Time_wakes_the_loop_without_any_command()
    {
        await using var test = new TestLoop().Start();
        await test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        var before = test.Observer.Commands.OfType<TimeCommand.Pass>().Count();

        test.Time.Advance(TimeSpan.FromSeconds(1));

        await test.UntilAsync(() => test.Observer.Commands.OfType<TimeCommand.Pass>().Count() > before);
        Assert.Equal(TimeSpan.Zero, test.Progress.SinceLastTurn);
    }

    [Fact]
    public async Task Clock_that_runs_backwards_does_not_trouble_the_master()
    {
        await using var test = new TestLoop().Start();
        await test.Loop.CallAsync(TestLoop.Subscribe("s1"));
        test.Time.AdjustTime(test.Time.GetUtcNow() - TimeSpan.FromHours(1));

        Assert.True((await test.Loop.CallAsync(TestLoop.Subscribe("s2"))).IsDone);

        var view = await test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        Assert.Equal(view!.Frameworks[0].RegisteredAt, view.Frameworks[1].RegisteredAt);
    }

    [Fact]
    public async Task Readers_who_wait_together_share_a_picture()
    {
        await using var test = new TestLoop();
        var first = test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        var second = test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        test.Start();

        Assert.Same(await first, await second);
        Assert.NotSame(await first, await test.Loop.ViewAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Closing_applies_what_was_accepted_and_then_ends()
    {
        await using var test = new TestLoop();
        var calls = Enumerable.Range(1, 50).Select(link => test.Loop.CallAsync(TestLoop.Register(link)).AsTask()).ToArray();
        test.Loop.Close();
        test.Start();

        Assert.All(await Task.WhenAll(calls), result => Assert.True(result.IsDone));
        await test.Running;
        Assert.Equal(Admission.Stopping, (await test.Loop.CallAsync(TestLoop.Register(51))).Admission);
        Assert.Null(await test.Loop.ViewAsync(TestContext.Current.CancellationToken));
        Assert.False(test.Progress.IsServing);
    }

    [Fact]
    public async Task Failing_store_ends_the_loop_and_leaves_no_caller_waiting()
    {
        await using var test = new TestLoop(new RuntimeLimits { MaxBatch = 1 });
        test.Ports.OnSave = () => throw new IOException("no disk");
        var inBatch = test.Loop.CallAsync(TestLoop.Subscribe("s1"));
        var behind = test.Loop.CallAsync(TestLoop.Subscribe("s2"));
        test.Start();

        await Assert.ThrowsAsync<IOException>(() => test.Running);
        Assert.Equal(Admission.Stopping, (await inBatch).Admission);
        Assert.Equal(Admission.Stopping, (await behind).Admission);
        Assert.Empty(test.Ports.Left);
        Assert.Null(await test.Loop.ViewAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Loop_that_does_not_turn_counts_as_stuck()
    {
        var gate = new TaskCompletionSource();
        await using var test = new TestLoop().Start();
        await test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        test.Ports.Gate = gate.Task;
        var saving = new TaskCompletionSource();
        test.Ports.OnSave = () => saving.TrySetResult();
        test.Loop.TryPost(TestLoop.Subscribe("s1"));
        await saving.Task.WaitAsync(TestContext.Current.CancellationToken);

        test.Time.Advance(test.Limits.StuckAfter);
        Assert.False(test.Progress.IsStuck);
        test.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(test.Progress.IsStuck);

        gate.SetResult();
        await test.Loop.ViewAsync(TestContext.Current.CancellationToken);
        Assert.False(test.Progress.IsStuck);
    }
}
