using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Tests.Support;

namespace MesosOperator.Runtime.Tests.Loop;

public sealed class ExplainerTests
{
    private static readonly FrameworkId Framework = new("f1");

    [Fact]
    public async Task It_answers_from_the_state_after_all_calls_before_it()
    {
        await using var test = new TestLoop().Start();
        await test.Loop.CallAsync(TestLoop.Subscribe("s1", "f1"));
        await test.Loop.CallAsync(TestLoop.Register(1));

        var outlook = await ((IExplainer)test.Loop).ExplainAsync(Framework, TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (outlook!.Agents, outlook.AgentsLookedAt));
        Assert.Equal(1, Assert.Single(outlook.Roles).Verdicts[OfferVerdict.OfferedToIt]);
        Assert.Null(await test.Loop.ExplainAsync(new("f9"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_who_ask_at_once_are_answered_over_some_turns_and_too_many_are_not()
    {
        await using var test = new TestLoop();
        await test.Loop.PostAsync(TestLoop.Subscribe("s1", "f1"));
        var asked = Enumerable.Range(0, 150).Select(_ => test.Loop.ExplainAsync(Framework, TestContext.Current.CancellationToken)).ToArray();
        test.Start();

        FrameworkOutlook?[] answers = await Task.WhenAll(asked);

        Assert.Equal(100, answers.Count(answer => answer is not null));
    }

    [Fact]
    public async Task Nobody_waits_for_a_master_that_has_stopped()
    {
        var test = new TestLoop();
        var waiting = test.Loop.ExplainAsync(Framework, TestContext.Current.CancellationToken);
        test.Loop.Close();
        test.Start();

        Assert.Null(await waiting);
        await test.DisposeAsync();
        Assert.Null(await test.Loop.ExplainAsync(Framework, TestContext.Current.CancellationToken));
    }
}
