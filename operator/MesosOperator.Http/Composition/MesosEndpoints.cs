using MesosOperator.Http.Answers;
using MesosOperator.Http.Links;
using MesosOperator.Http.Scheduler;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MesosOperator.Http.Composition;

/// <summary>The list of all endpoints.</summary>
public static class MesosEndpoints
{
    /// <summary>Clients spell the path in all of these ways, with or without a slash at the end (mesos-clients 2.1).</summary>
    private static readonly string[] SchedulerPaths =
        ["/api/v1/scheduler", "/master/api/v1/scheduler", "/api/v1/scheduler/api/v1/scheduler"];

    /// <summary>Maps every endpoint of the operator.</summary>
    public static IEndpointRouteBuilder MapMesosEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var scheduler = services.GetRequiredService<SchedulerEndpoint>();
        foreach (var path in SchedulerPaths)
            endpoints.Map(path, scheduler.HandleAsync);
        endpoints.MapGrpcService<AgentLinkService>();
        endpoints.MapFallback("{**path}", TextAnswer.NotFoundAsync);
        return endpoints;
    }
}
