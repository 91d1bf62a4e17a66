using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;
using MesosOperator.Runtime.Leadership;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Runtime.Tests.Support;

/// <summary>A loop over recording ports and a clock that only the test moves.</summary>
internal sealed class TestLoop : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public TestLoop(RuntimeLimits? limits = null, params IEnumerable<IMasterObserver> observers)
    {
        Limits = limits ?? new();
        Progress = new(Time, Limits);
        // Tests fill the mailbox before the loop begins.
        Progress.Serve();
        Loop = new(
            new MasterCore(new MasterId("m"), new MasterSettings()), new EffectRunner(Ports, [Ports], [Ports], new SoleLeader()), [Observer, .. observers], Progress, Limits, Time);
    }

    public RuntimeLimits Limits { get; }

    public RecordingPorts Ports { get; } = new();

    public RecordingObserver Observer { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public MasterProgress Progress { get; }

    public MasterLoop Loop { get; }

    public Task Running { get; private set; } = Task.CompletedTask;

    public static SubscriptionCommand.Subscribe Subscribe(string stream, string? id = null, TimeSpan failover = default) => new(
        new StreamId(stream),
        new FrameworkInfo("root", "test") { Id = id is null ? null : new FrameworkId(id), FailoverTimeout = failover },
        []);

    public static AgentCommand.Register Register(long link) => new(
        new LinkId(link), new AgentInfo("host", "127.0.0.1", 5051, ResourceSet.Of(Resource.Of(ResourceName.Cpus, Amount.FromUnits(4)))));

    public static FrameworkCommand.Suppress Suppress(string framework, string stream) =>
        new(new FrameworkId(framework), new Caller(new StreamId(stream), null), []);

    public TestLoop Start()
    {
        Running = Loop.RunAsync(RestoreCommand.Nothing);
        return this;
    }

    /// <summary>Waits until a condition holds, looking again after each turn of the loop.</summary>
    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!condition())
            Assert.NotNull(await Loop.ViewAsync(patience.Token));
    }

    public async ValueTask DisposeAsync()
    {
        Loop.Close();
        await Running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Loop.Dispose();
    }
}
