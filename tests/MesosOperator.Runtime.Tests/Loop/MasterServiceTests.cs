using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Tests.Support;
using MesosOperator.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MesosOperator.Runtime.Tests.Loop;

public sealed class MasterServiceTests
{
    private readonly RecordingPorts _ports = new();

    [Fact]
    public async Task Host_that_stops_lets_the_master_finish()
    {
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var master = host.Services.GetRequiredService<IMaster>();
        Assert.True((await master.CallAsync(TestLoop.Register(1))).IsDone);

        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Admission.Stopping, master.TryPost(TestLoop.Register(2)));
    }

    [Fact]
    public async Task Master_that_fails_takes_the_host_down_with_a_failure()
    {
        _ports.OnSave = () => throw new IOException("no disk");
        using var host = Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        host.Services.GetRequiredService<IMaster>().TryPost(TestLoop.Register(1));

        await stopping.Task.WaitAsync(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StopAsync(TestContext.Current.CancellationToken));
        Assert.Contains("no disk", failure.ToString());
    }

    [Fact]
    public async Task Nothing_is_taken_before_the_process_leads()
    {
        var leadership = new FakeLeadership();
        using var host = Build(leadership);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var master = host.Services.GetRequiredService<IMaster>();

        Assert.Equal(Admission.Standby, master.TryPost(TestLoop.Register(1)));
        Assert.Equal(Admission.Standby, await master.PostAsync(TestLoop.Register(1)));
        Assert.Equal(Admission.Standby, (await master.CallAsync(TestLoop.Register(1))).Admission);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(MasterPhase.Stopped, host.Services.GetRequiredService<MasterProgress>().Phase);
    }

    [Fact]
    public async Task Lost_lead_takes_the_process_down_and_nothing_more_is_written_or_told()
    {
        var leadership = new FakeLeadership();
        leadership.Become(LeadershipState.Leading);
        using var host = Build(leadership);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);
        leadership.Become(LeadershipState.Standby, 2, "other");

        var result = await host.Services.GetRequiredService<IMaster>().CallAsync(TestLoop.Register(1));

        Assert.Equal(Admission.Stopping, result.Admission);
        await stopping.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(_ports.Left);
        await Assert.ThrowsAsync<LeadershipLostException>(() => host.StopAsync(TestContext.Current.CancellationToken));
    }

    private IHost Build(ILeadership? leadership = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        if (leadership is not null)
            builder.Services.AddSingleton(leadership);
        builder.Services.AddSingleton<IClusterStore>(_ports);
        builder.Services.AddSingleton<IFrameworkStreams>(_ports);
        builder.Services.AddSingleton<IAgentLinks>(_ports);
        builder.Services.AddMesosRuntime(new MasterId("m"), new MasterSettings(), new RuntimeLimits());
        return builder.Build();
    }
}
