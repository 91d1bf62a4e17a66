using System.Diagnostics.Metrics;
using MesosOperator.Http.Links;
using MesosOperator.Http.Operators.Events;
using MesosOperator.Http.Scheduler;
using MesosOperator.Runtime.Metrics;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Http.Reading;

/// <summary>How many connections there are.</summary>
internal sealed class ConnectionGauges(IMeterFactory meters, FrameworkStreams streams, OperatorStreams operators, AgentSessions sessions) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(MeterNames.Master);
        meter.CreateObservableGauge("mesosoperator.streams", () => streams.Count, null, "Open streams of frameworks");
        meter.CreateObservableGauge("mesosoperator.operator_streams", () => operators.Count, null, "Open streams of operators");
        meter.CreateObservableGauge("mesosoperator.links", () => sessions.Count, null, "Open links of agents");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
