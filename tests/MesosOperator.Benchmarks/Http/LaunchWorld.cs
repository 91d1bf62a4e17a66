using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Http;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Composition;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Benchmarks.Http;

/// <summary>An operator behind its HTTP server, with simulated agents, all in this process.</summary>
internal sealed class LaunchWorld : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly SimulatedAgents _agents;
    private readonly Task _reporting;

    private LaunchWorld(WebApplication server, SimulatedAgents agents, Task reporting) =>
        (_server, _agents, _reporting) = (server, agents, reporting);

    public Uri Api => new($"http://127.0.0.1:{_server.Services.GetRequiredService<MasterAddress>().Port}");

    public IMaster Master => _server.Services.GetRequiredService<IMaster>();

    public static Task<LaunchWorld> StartAsync(int agents) => StartAsync(agents, new MasterSettings());

    public static async Task<LaunchWorld> StartAsync(int agents, MasterSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var (limits, simulated) = (new RuntimeLimits(), new SimulatedAgents());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Services.AddMesosRuntime(new MasterId("benchmark"), settings, limits);
        builder.Services.AddOpenAccess();
        builder.Services.AddMesosHttp(new HttpOptions { Port = 0, AgentLinkPort = 0 }, limits, Guid.NewGuid);
        builder.Services.AddSingleton<IAgentLinks>(simulated);
        var server = builder.Build();
        server.MapMesosEndpoints();
        await server.StartAsync();
        return new LaunchWorld(server, simulated, simulated.RunAsync(server.Services.GetRequiredService<IMaster>(), agents));
    }

    public async ValueTask DisposeAsync()
    {
        _agents.Complete();
        await _reporting;
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
