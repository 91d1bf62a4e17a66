using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Http.Tests.Support;

/// <summary>A whole operator without agents on ports of its own, with a clock that only the test moves.</summary>
public sealed class TestOperator : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public const string MasterId = "00000000-0000-4000-8000-000000000000";

    private readonly WebApplication _app;

    private TestOperator(WebApplication app, FakeTimeProvider time)
    {
        _app = app;
        Time = time;
    }

    public FakeTimeProvider Time { get; }

    public int Port => _app.Services.GetRequiredService<MasterAddress>().Port;

    public int AgentLinkPort => _app.Services.GetRequiredService<MasterAddress>().AgentLinkPort;

    public IMaster Master => _app.Services.GetRequiredService<IMaster>();

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public static Task<TestOperator> StartAsync() => StartAsync(new HttpOptions(), new RuntimeLimits(), _ => { });

    public static async Task<TestOperator> StartAsync(HttpOptions options, RuntimeLimits limits, Action<IServiceCollection> configure)
    {
        var time = new FakeTimeProvider(Start);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddMesosRuntime(new MasterId(MasterId), new MasterSettings(), limits);
        builder.Services.AddMesosHttp(options with { Port = 0, AgentLinkPort = 0 }, limits, Guid.NewGuid);
        configure(builder.Services);
        var app = builder.Build();
        app.MapMesosEndpoints();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, time);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }
}
