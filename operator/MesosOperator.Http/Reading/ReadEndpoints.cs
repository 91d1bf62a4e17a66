using MesosOperator.Http.Addresses;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Reading.State;
using MesosOperator.Runtime.Loop;
using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Reading;

/// <summary>What a Mesos master lets everybody read.</summary>
internal sealed class ReadEndpoints(IMaster master, IExplainer explainer, MasterAddress address, StateJson state, FlagsJson flags)
{
    public static Task VersionAsync(HttpContext context) => JsonAnswer.WriteAsync(context, VersionJson.Write);

    public static Task HealthAsync(HttpContext context) => TextAnswer.WriteEmptyAsync(context, StatusCodes.Status200OK);

    public Task FlagsAsync(HttpContext context) => JsonAnswer.WriteAsync(context, flags.Write);

    public async Task StateAsync(HttpContext context)
    {
        if (await master.ViewAsync(context.RequestAborted) is { } view)
            await JsonAnswer.StreamAsync(context, json => state.Write(json, view));
        else
            await TextAnswer.UnavailableAsync(context, Unavailable.Stopping);
    }

    /// <summary>Why the framework that <c>framework_id</c> names is offered nothing; no endpoint of Mesos.</summary>
    public async Task WhyAsync(HttpContext context)
    {
        if (context.Request.Query["framework_id"] is not [{ Length: > 0 } id])
            await TextAnswer.WriteAsync(context, StatusCodes.Status400BadRequest, "Expecting 'framework_id' in the query");
        else if (await explainer.ExplainAsync(new(id), context.RequestAborted) is { } outlook)
            await JsonAnswer.WriteAsync(context, json => OutlookJson.Write(json, outlook));
        else
            await TextAnswer.WriteAsync(context, StatusCodes.Status404NotFound, $"No framework found with ID {id}");
    }

    /// <summary>Always with the port, without which some clients fail (mesos-clients 2.26).</summary>
    public Task RedirectAsync(HttpContext context)
    {
        context.Response.Headers.Location = address.SchemeRelative;
        return TextAnswer.WriteEmptyAsync(context, StatusCodes.Status307TemporaryRedirect);
    }
}
