using System.Collections.Immutable;
using Grpc.Core;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Leadership;

/// <summary>What a process answers that does not lead, or does not know enough yet.</summary>
public sealed class LeaderGateTests
{
    private readonly FakeLeadership _leadership = new();
    private readonly TaskCompletionSource<RestoreCommand> _restored = new();

    [Theory]
    [InlineData("/api/v1/scheduler")]
    [InlineData("/master/api/v1/scheduler")]
    [InlineData("/state?jsonp=x")]
    public async Task W17_standby_sends_clients_to_the_leader_with_what_they_asked_for(string path)
    {
        await using var target = await StartAsync();
        _leadership.Become(LeadershipState.Standby, 3, "other", "10.0.0.7:5050");

        var answer = await Answer.OfAsync(target, new Request(path.Contains("api", StringComparison.Ordinal) ? "POST" : "GET", path));

        Assert.Equal(307, answer.Status);
        Assert.Equal($"//10.0.0.7:5050{path}", answer.Head.Header("Location"));
    }

    [Fact]
    public async Task W17_standby_that_knows_of_no_leader_asks_to_come_back()
    {
        await using var target = await StartAsync();

        var answer = await Answer.OfAsync(target, Request.Get("/state"));

        Assert.Equal((503, "1"), (answer.Status, answer.Head.Header("Retry-After")));
        Assert.Equal("No leader elected: this operator is on standby", answer.Text);
    }

    [Fact]
    public async Task Standby_is_alive_and_ready()
    {
        await using var target = await StartAsync();

        Assert.Equal(200, (await Answer.OfAsync(target, Request.Get("/livez"))).Status);
        Assert.Equal("standby", (await Answer.OfAsync(target, Request.Get("/readyz"))).Text);
    }

    [Fact]
    public async Task Leader_that_still_reads_answers_503_and_is_not_ready()
    {
        await using var target = await StartAsync();
        await LeadAsync(target, MasterPhase.Recovering);

        Assert.Equal(503, (await Answer.OfAsync(target, Request.Get("/state"))).Status);
        Assert.Equal(503, (await Answer.OfAsync(target, Request.Get("/readyz"))).Status);
        Assert.Equal(200, (await Answer.OfAsync(target, Request.Get("/livez"))).Status);
    }

    [Fact]
    public async Task Leader_that_knows_everything_serves()
    {
        await using var target = await StartAsync();
        _restored.SetResult(RestoreCommand.Nothing);
        await LeadAsync(target, MasterPhase.Serving);

        Assert.Equal(200, (await Answer.OfAsync(target, Request.Get("/state"))).Status);
        Assert.Equal("ok", (await Answer.OfAsync(target, Request.Get("/readyz"))).Text);
    }

    [Fact]
    public async Task Agent_that_dials_a_standby_is_told_to_try_elsewhere()
    {
        await using var target = await StartAsync();
        await using var agent = FakeAgent.Dial(target);
        await agent.SayAsync(FakeAgent.Register());

        var refusal = await Assert.ThrowsAsync<RpcException>(agent.HearAsync);

        Assert.Equal(StatusCode.Unavailable, refusal.StatusCode);
    }

    [Fact]
    public async Task Leader_tells_agents_its_term()
    {
        await using var target = await StartAsync();
        _restored.SetResult(RestoreCommand.Nothing);
        await LeadAsync(target, MasterPhase.Serving, epoch: 7);
        await using var agent = FakeAgent.Dial(target);

        await agent.SayAsync(FakeAgent.Register());

        Assert.Equal(7, (await agent.HearAsync()).Registered.Epoch);
    }

    private Task<TestOperator> StartAsync() => TestOperator.StartAsync(new TestSetup
    {
        Configure = services => services
            .AddSingleton<ILeadership>(_leadership)
            .AddSingleton<IClusterStore>(new SlowStore(_restored.Task)),
    });

    private async Task LeadAsync(TestOperator target, MasterPhase phase, long epoch = 1)
    {
        _leadership.Become(LeadershipState.Leading, epoch);
        while (target.Get<MasterProgress>().Phase != phase)
            await Answer.OfAsync(target, Request.Get("/livez")).WaitAsync(TestContext.Current.CancellationToken);
    }

    private sealed class SlowStore(Task<RestoreCommand> restored) : IClusterStore
    {
        public Task<RestoreCommand> LoadAsync(CancellationToken cancellation) => restored.WaitAsync(cancellation);

        public Task SaveAsync(ImmutableArray<Persist> changes, CancellationToken cancellation) => Task.CompletedTask;
    }
}
