using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Loop;
using MesosOperator.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A whole operator on ports of its own, with a clock that only the test moves.</summary>
public sealed class TestOperator : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>For clients of a test that do not notice that the operator stops.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private long _lastLink = 1_000_000;

    private TestOperator(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public int Port => Get<MasterAddress>().Port;

    public int AgentLinkPort => Get<MasterAddress>().AgentLinkPort;

    public IMaster Master => Get<IMaster>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<TestOperator> StartAsync() => StartAsync(new TestSetup());

    public static async Task<TestOperator> StartAsync(TestSetup setup)
    {
        var time = new FakeTimeProvider(Start);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit);
        setup.Configure(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddMesosRuntime(new MasterId(TestSetup.RecordedMaster), setup.Settings, setup.Limits);
        if (builder.Services.All(service => service.ServiceType != typeof(IAuthenticator)))
            builder.Services.AddOpenAccess();
        builder.Services.AddMesosHttp(setup.Options with { Port = 0, AgentLinkPort = 0 }, setup.Limits, Guids());
        var app = builder.Build();
        app.MapMesosEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, time);
    }

    /// <summary>Adds an agent that is heard of no more: its orders go nowhere.</summary>
    public async Task<LinkId> AddAgentAsync(string hostname = "host", params IEnumerable<AgentAttribute> attributes)
    {
        var resources = ResourceSet.Of(
            Resource.Of(ResourceName.Cpus, Amount.FromUnits(4)),
            Resource.Of(ResourceName.Memory, Amount.FromUnits(1024)),
            Resource.Of(ResourceName.Ports, ValueRanges.Of(new ValueRange(31000, 31005))));
        var link = new LinkId(Interlocked.Increment(ref _lastLink));
        var info = new AgentInfo(hostname, "127.0.0.1", 5051, resources) { Attributes = [.. attributes], Capabilities = An.UsualCapabilities };
        var result = await Master.CallAsync(new AgentCommand.Register(link, info));
        Assert.True(result.IsDone);
        return link;
    }

    /// <summary>Stops the master but not the server.</summary>
    public void Close() => Get<IHostApplicationLifetime>().StopApplication();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    /// <summary>First the recorded stream, then whatever differs.</summary>
    private static Func<Guid> Guids()
    {
        var count = 0;
        return () => Interlocked.Increment(ref count) == 1 ? TestSetup.RecordedStream : Guid.NewGuid();
    }
}
