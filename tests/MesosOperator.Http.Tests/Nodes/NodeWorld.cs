using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Http.Tests.Support;
using MesosOperator.Runtime.Nodes;
using MesosOperator.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Tests.Nodes;

/// <summary>An operator with one agent, a node of a cluster.</summary>
public abstract class NodeWorld : IAsyncLifetime
{
    private TestOperator? _target;

    private protected FakeNodes Nodes { get; } = new();

    private protected HttpClient Http { get; } = new();

    private protected TestOperator Target => _target!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await TestOperator.StartAsync(new TestSetup { Configure = services => services.AddSingleton<INodeWindow>(Nodes) });
        var info = new AgentInfo("n1", "10.0.0.1", 0, ResourceSet.Of(Resource.Of(ResourceName.Cpus, Amount.FromUnits(4)))) { Cluster = "east", Capabilities = An.UsualCapabilities };
        Assert.True((await Target.Master.CallAsync(new AgentCommand.Reregister(new LinkId(7), new AgentId("node-uid"), info, [], []))).IsDone);
        Nodes.Agent = new AgentId("node-uid");
        Http.BaseAddress = new Uri($"http://127.0.0.1:{Target.Port}");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        await Target.DisposeAsync();
    }
}
