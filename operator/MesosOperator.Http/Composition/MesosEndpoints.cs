using MesosOperator.Http.Access;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Answers;
using MesosOperator.Http.Health;
using MesosOperator.Http.Leadership;
using MesosOperator.Http.Links;
using MesosOperator.Http.Operators;
using MesosOperator.Http.Reading;
using MesosOperator.Http.Reading.Lists;
using MesosOperator.Http.Scheduler;
using MesosOperator.Http.Tunnels;
using MesosOperator.Runtime.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
        var mesos = OnMesosPort(endpoints, services.GetRequiredService<MasterAddress>());
        var guard = services.GetRequiredService<AccessGuard>();
        var gate = services.GetRequiredService<LeaderGate>();
        foreach (var path in SchedulerPaths)
            mesos.Map(path, guard.ForKnown(Realms.Scheduler, gate.Guard(scheduler.HandleAsync)));
        var operators = guard.ForKnown(Realms.ReadWrite, gate.Guard(services.GetRequiredService<OperatorEndpoint>().HandleAsync));
        MapTwice(mesos, "/api/v1", operators);
        MapReading(mesos, guard, services.GetRequiredService<ReadEndpoints>(), gate);
        MapLists(mesos, guard, services.GetRequiredService<ListEndpoints>(), gate);
        MapOldChanges(mesos, guard, services.GetRequiredService<OldChanges>(), services.GetRequiredService<OldOperations>(), gate);
        MapFiles(mesos, guard, services.GetRequiredService<LoggingChanges>());
        MapMetrics(mesos, guard, services.GetRequiredService<MetricsEndpoints>(), services.GetRequiredService<LatestView>());
        MapAgents(mesos, guard, services.GetRequiredService<AgentProxy>(), gate);
        MapProbes(mesos, services.GetRequiredService<ProbeEndpoints>());
        endpoints.MapGrpcService<AgentLinkService>();
        endpoints.MapFallback("{**path}", TextAnswer.NotFoundAsync);
        return endpoints;
    }

    /// <summary>The port of the agent link serves agents and nothing else, so that each port can be opened to whom it is for.</summary>
    private static RouteGroupBuilder OnMesosPort(IEndpointRouteBuilder endpoints, MasterAddress address)
    {
        var group = endpoints.MapGroup("");
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            var serve = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
                context.Connection.LocalPort == address.Port ? serve(context) : TextAnswer.NotFoundAsync(context);
        });
        return group;
    }

    /// <summary>Each also under the name of the master's process (mesos-wire 1). As in Mesos, three are for everybody (case W16).</summary>
    private static void MapReading(IEndpointRouteBuilder endpoints, AccessGuard guard, ReadEndpoints reading, LeaderGate gate)
    {
        foreach (var prefix in (string[])["", "/master"])
        {
            endpoints.Map(prefix + "/health", OnlyGet(ReadEndpoints.HealthAsync));
            endpoints.Map(prefix + "/version", OnlyGet(ReadEndpoints.VersionAsync));
            endpoints.Map(prefix + "/flags", guard.ForReaders("/flags", OnlyGet(reading.FlagsAsync)));
            endpoints.Map(prefix + "/state", guard.ForReaders("/state", gate.Guard(OnlyGet(reading.StateAsync))));
            endpoints.Map(prefix + "/why", guard.ForReaders("/why", gate.Guard(OnlyGet(reading.WhyAsync))));
            endpoints.Map(prefix + "/redirect", gate.Guard(OnlyGet(reading.RedirectAsync)));
        }
    }

    private static void MapLists(IEndpointRouteBuilder endpoints, AccessGuard guard, ListEndpoints lists, LeaderGate gate)
    {
        foreach (var (path, serve) in lists.All)
            MapTwice(endpoints, path, guard.ForReaders(path, gate.Guard(OnlyGet(serve))));
    }

    /// <summary>A method of its own goes before what stands at the same path for all methods.</summary>
    private static void MapOldChanges(IEndpointRouteBuilder endpoints, AccessGuard guard, OldChanges changes, OldOperations operations, LeaderGate gate)
    {
        MapTwice(endpoints, "/teardown", Guard(HttpMethods.Post, changes.TearDownAsync));
        foreach (var (operation, serve) in operations.All)
            MapTwice(endpoints, operation, Guard(HttpMethods.Post, serve));
        MapTwice(endpoints, "/quota/{**role}", Guard(HttpMethods.Delete, changes.RemoveQuotaAsync));
        MapTwice(endpoints, "/machine/down", Guard(HttpMethods.Post, changes.TakeMachinesDownAsync));
        MapTwice(endpoints, "/machine/up", Guard(HttpMethods.Post, changes.TakeMachinesUpAsync));
        foreach (var prefix in (string[])["", "/master"])
        {
            endpoints.MapMethods(prefix + "/quota", [HttpMethods.Post], Guard(HttpMethods.Post, changes.SetQuotaAsync));
            endpoints.MapMethods(prefix + "/weights", [HttpMethods.Put], Guard(HttpMethods.Put, changes.UpdateWeightsAsync));
            endpoints.MapMethods(prefix + "/maintenance/schedule", [HttpMethods.Post], Guard(HttpMethods.Post, changes.ScheduleMaintenanceAsync));
        }

        RequestDelegate Guard(string method, RequestDelegate change) =>
            guard.ForKnown(Realms.ReadWrite, gate.Guard(context => context.Request.Method == method ? change(context) : TextAnswer.WrongMethodAsync(context, method)));
    }

    private static void MapTwice(IEndpointRouteBuilder endpoints, string path, RequestDelegate serve)
    {
        endpoints.Map(path, serve);
        endpoints.Map("/master" + path, serve);
    }

    /// <summary>Whatever leads: they tell of the process, not of the cluster.</summary>
    private static void MapFiles(IEndpointRouteBuilder endpoints, AccessGuard guard, LoggingChanges logging)
    {
        foreach (var path in FileEndpoints.Paths)
            endpoints.Map(path, guard.ForReaders(path, OnlyGet(FileEndpoints.FindAsync)));
        endpoints.Map("/files/debug", guard.ForReaders("/files/debug", OnlyGet(FileEndpoints.DebugAsync)));
        endpoints.Map("/logging/toggle", guard.ForReaders("/logging/toggle", OnlyGet(logging.ToggleAsync)));
    }

    private static void MapMetrics(IEndpointRouteBuilder endpoints, AccessGuard guard, MetricsEndpoints metrics, LatestView latest)
    {
        var snapshot = guard.ForReaders("/metrics/snapshot", OnlyGet(metrics.SnapshotAsync));
        endpoints.Map("/metrics/snapshot", snapshot);
        endpoints.Map("/master/metrics/snapshot", snapshot);
        endpoints.MapPrometheusScrapingEndpoint(
            "/metrics",
            meterProvider: null,
            configureBranchedPipeline: pipeline => pipeline.Use(next => guard.ForReaders("/metrics", async context =>
            {
                await latest.RefreshAsync(context.RequestAborted);
                await next(context);
            })),
            optionsName: null);
    }

    /// <summary>What agents serve, each under its id: as DC/OS has it, by either name.</summary>
    private static void MapAgents(IEndpointRouteBuilder endpoints, AccessGuard guard, AgentProxy proxy, LeaderGate gate)
    {
        var serve = guard.ForKnown(Realms.ReadWrite, gate.Guard(proxy.HandleAsync));
        endpoints.Map($"/agent/{{{AgentProxy.AgentId}}}/{{**{AgentProxy.Path}}}", serve);
        endpoints.Map($"/slave/{{{AgentProxy.AgentId}}}/{{**{AgentProxy.Path}}}", serve);
    }

    private static void MapProbes(IEndpointRouteBuilder endpoints, ProbeEndpoints probes)
    {
        endpoints.Map("/livez", OnlyGet(probes.LiveAsync));
        endpoints.Map("/readyz", OnlyGet(probes.ReadyAsync));
    }

    private static RequestDelegate OnlyGet(RequestDelegate handler) => context =>
        HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? handler(context)
            : TextAnswer.WrongMethodAsync(context, HttpMethods.Get, HttpMethods.Head);
}
