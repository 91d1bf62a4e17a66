using MesosOperator.Http.Answers;
using MesosOperator.Http.Requests;
using MesosOperator.Protocol.Mesos.V1.Maintenance;
using MesosOperator.Protocol.Mesos.V1.Master;
using MesosOperator.Protocol.Mesos.V1.Quota;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Operators;

/// <summary>The endpoints that older tools change things with; each is a call of the operator API in another form.</summary>
internal sealed class OldChanges(CallReader reader, OperatorChanges changes)
{
#pragma warning disable CS0612 // Old forms of calls.
    /// <summary><c>POST /quota</c>: gives a role its first quota.</summary>
    public async Task SetQuotaAsync(HttpContext context)
    {
        var (request, problem) = await reader.ReadJsonAsync<QuotaRequest>(context.Request);
        if (problem is not null)
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        else
            await changes.HandleAsync(context, new() { Type = Call.Types.Type.SetQuota, SetQuota = new() { QuotaRequest = request } });
    }

    /// <summary><c>DELETE /quota/&lt;role&gt;</c>: takes a role's quota away.</summary>
    public Task RemoveQuotaAsync(HttpContext context) => changes.HandleAsync(
        context, new() { Type = Call.Types.Type.RemoveQuota, RemoveQuota = new() { Role = context.Request.RouteValues["role"] as string ?? "" } });
#pragma warning restore CS0612

    /// <summary><c>PUT /weights</c>: a list of roles with their weights.</summary>
    public async Task UpdateWeightsAsync(HttpContext context)
    {
        var (weights, problem) = await reader.ReadListAsync<Call.Types.UpdateWeights>(context.Request, "weight_infos");
        if (problem is not null)
            await TextAnswer.WriteAsync(context, problem.Status, problem.Text);
        else
            await changes.HandleAsync(context, new() { Type = Call.Types.Type.UpdateWeights, UpdateWeights = weights });
    }

    /// <summary><c>POST /maintenance/schedule</c>: replaces the schedule.</summary>
    public async Task ScheduleMaintenanceAsync(HttpContext context)
    {
        var (schedule, problem) = await reader.ReadJsonAsync<Schedule>(context.Request);
        await HandleAsync(context, problem, () => new()
        {
            Type = Call.Types.Type.UpdateMaintenanceSchedule,
            UpdateMaintenanceSchedule = new() { Schedule = schedule },
        });
    }

    /// <summary><c>POST /machine/down</c>: begins the maintenance of the machines in the list.</summary>
    public async Task TakeMachinesDownAsync(HttpContext context)
    {
        var (machines, problem) = await reader.ReadListAsync<Call.Types.StartMaintenance>(context.Request, "machines");
        await HandleAsync(context, problem, () => new() { Type = Call.Types.Type.StartMaintenance, StartMaintenance = machines });
    }

    /// <summary><c>POST /machine/up</c>: ends the maintenance of the machines in the list.</summary>
    public async Task TakeMachinesUpAsync(HttpContext context)
    {
        var (machines, problem) = await reader.ReadListAsync<Call.Types.StopMaintenance>(context.Request, "machines");
        await HandleAsync(context, problem, () => new() { Type = Call.Types.Type.StopMaintenance, StopMaintenance = machines });
    }

    private Task HandleAsync(HttpContext context, CallProblem? problem, Func<Call> call) => problem is null
        ? changes.HandleAsync(context, call())
        : TextAnswer.WriteAsync(context, problem.Status, problem.Text);

    /// <summary><c>POST /teardown</c>: ends the framework that the form names.</summary>
    public async Task TearDownAsync(HttpContext context)
    {
        if ((await FormReader.ReadAsync(context))?["frameworkId"] is not [{ Length: > 0 } id])
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "Missing 'frameworkId' query parameter");
        else
            await changes.HandleAsync(context, new() { Type = Call.Types.Type.Teardown, Teardown = new() { FrameworkId = new() { Value = id } } });
    }
}
