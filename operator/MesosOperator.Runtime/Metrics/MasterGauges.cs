using System.Diagnostics.Metrics;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Runtime.Loop;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Runtime.Metrics;

/// <summary>How much there is of everything, read from the latest picture.</summary>
internal sealed class MasterGauges(IMeterFactory meters, LatestView latest, MasterLoop loop) : IHostedService
{
    private static readonly string[] Scalars = [ResourceName.Cpus, ResourceName.Memory, ResourceName.Disk, ResourceName.Gpus];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(MeterNames.Master);
        meter.CreateObservableGauge("mesosoperator.mailbox.waiting", () => loop.Waiting, null, "Commands that wait for the master");
        meter.CreateObservableGauge("mesosoperator.offers", () => Read(OffersOf), null, "Offers that frameworks may answer");
        meter.CreateObservableGauge("mesosoperator.agents", () => Read(AgentsOf), null, "Agents by state");
        meter.CreateObservableGauge("mesosoperator.frameworks", () => Read(FrameworksOf), null, "Frameworks by state");
        meter.CreateObservableGauge("mesosoperator.tasks", () => Read(TasksOf), null, "Tasks that have not ended, by state");
        meter.CreateObservableGauge("mesosoperator.resources", () => Read(ResourcesOf), null, "Resources: total, offered and used");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<double>> Read(Func<MasterView, IEnumerable<Measurement<double>>> read) =>
        latest.View is { } view ? read(view) : [];

    private static IEnumerable<Measurement<double>> OffersOf(MasterView view) => [new(view.Offers.Length)];

    private static IEnumerable<Measurement<double>> AgentsOf(MasterView view) =>
    [
        ByState(view.Agents.Count(agent => agent.State == AgentState.Connected), "connected"),
        ByState(view.Agents.Count(agent => agent.State != AgentState.Connected), "disconnected"),
        ByState(view.UnreachableAgents.Length, "unreachable"),
    ];

    private static IEnumerable<Measurement<double>> FrameworksOf(MasterView view) =>
    [
        ByState(view.Frameworks.Count(framework => framework.State == FrameworkState.Connected), "connected"),
        ByState(view.Frameworks.Count(framework => framework.State != FrameworkState.Connected), "disconnected"),
    ];

    private static IEnumerable<Measurement<double>> TasksOf(MasterView view) =>
        from state in TaskStateNames.Active
        let count = view.Frameworks.Sum(framework => framework.Tasks.Count(task => task.State == state))
        select ByState(count, TaskStateNames.Of(state));

    private static IEnumerable<Measurement<double>> ResourcesOf(MasterView view) => Scalars.SelectMany(name => (Measurement<double>[])
    [
        OfResource(view, name, "total", agent => agent.Total),
        OfResource(view, name, "offered", agent => agent.Offered),
        OfResource(view, name, "used", agent => agent.Used),
    ]);

    private static Measurement<double> OfResource(MasterView view, string name, string use, Func<AgentView, ResourceSet> select) => new(
        view.Agents.Sum(agent => select(agent).Quantities.Get(name).ToUnits()),
        new KeyValuePair<string, object?>("resource", name),
        new KeyValuePair<string, object?>("use", use));

    private static Measurement<double> ByState(int count, string state) => new(count, new KeyValuePair<string, object?>("state", state));
}
