using System.Threading.Channels;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Benchmarks.Http;

/// <summary>Agents in place of the agent link: what they are ordered to run, runs at once.</summary>
internal sealed class SimulatedAgents : IAgentLinks
{
    private static readonly ResourceSet Resources = ResourceSet.Of(
        Resource.Of(ResourceName.Cpus, Amount.FromUnits(100)), Resource.Of(ResourceName.Memory, Amount.FromUnits(100_000)));

    private readonly Channel<AgentCommand> _reports = Channel.CreateUnbounded<AgentCommand>(new() { SingleReader = true });
    private long _lastUpdate;

    public void Order(LinkId link, AgentOrder order)
    {
        if (order is not AgentOrder.RunTask run)
            return;
        var status = new TaskStatus(run.Task.Id, TaskState.Running, StatusSource.Executor)
        {
            AgentId = run.Task.AgentId,
            ExecutorId = new ExecutorId(run.Task.Id.Value),
            UpdateId = new UpdateId((UInt128)Interlocked.Increment(ref _lastUpdate)),
        };
        _reports.Writer.TryWrite(new AgentCommand.ReportUpdate(link, run.FrameworkId, status, TaskState.Running));
    }

    public void End(LinkId link) => throw new InvalidOperationException($"The master ended {link}");

    public void Complete() => _reports.Writer.Complete();

    /// <summary>Registers agents and then passes on their reports until completed.</summary>
    public async Task RunAsync(IMaster master, int count)
    {
        for (var number = 1; number <= count; number++)
            await master.CallAsync(Register(number));
        await foreach (var report in _reports.Reader.ReadAllAsync())
            await master.PostAsync(report);
    }

    /// <summary>How an agent registers.</summary>
    public static AgentCommand Register(int number) =>
        new AgentCommand.Register(new LinkId(number), new AgentInfo($"host-{number}", "127.0.0.1", 5051, Resources) { Capabilities = AgentCapabilities.MultiRole });
}
