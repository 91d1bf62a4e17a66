using System.Text.Json;
using MesosOperator.Core.Master.Views;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Reading.State;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Readable;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>The lists that tools read, each under its path, from one picture of the master.</summary>
internal sealed class ListEndpoints(IMaster master, SummaryJson summary)
{
    /// <summary>Path and handler of each list.</summary>
    public IReadOnlyList<(string Path, RequestDelegate Serve)> All =>
    [
        ("/state-summary", Of(summary.Write)),
        ("/frameworks", Streamed(FrameworksJson.Write)),
        ("/slaves", Of(AgentsJson.Write)),
        ("/tasks", Of(TasksJson.Write)),
        ("/roles", Of(RolesJson.Write)),
        ("/quota", Of(RolesJson.WriteQuotas)),
        ("/weights", Of(RolesJson.WriteWeights)),
        ("/demand", Of(DemandJson.Write)),
        ("/maintenance/schedule", Of((json, view, _) => json.WriteMessageValue(MaintenanceToWire.Schedule(view.Maintenance)))),
        ("/maintenance/status", Of((json, view, _) => json.WriteMessageValue(MaintenanceToWire.Status(view)))),
    ];

    private RequestDelegate Of(Action<Utf8JsonWriter, MasterView, IQueryCollection> write) =>
        Answer((context, view) => JsonAnswer.WriteAsync(context, json => write(json, view, context.Request.Query)));

    private RequestDelegate Streamed(Func<Utf8JsonWriter, MasterView, IQueryCollection, IEnumerable<Part>> write) =>
        Answer((context, view) => JsonAnswer.StreamAsync(context, json => write(json, view, context.Request.Query)));

    private RequestDelegate Answer(Func<HttpContext, MasterView, Task> answer) => async context =>
    {
        if (await master.ViewAsync(context.RequestAborted) is { } view)
            await answer(context, view);
        else
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
    };
}
