using MesosOperator.Http.Access;
using MesosOperator.Http.Addresses;
using MesosOperator.Http.Health;
using MesosOperator.Http.Leadership;
using MesosOperator.Http.Links;
using MesosOperator.Http.Nodes;
using MesosOperator.Http.Operators;
using MesosOperator.Http.Operators.Events;
using MesosOperator.Http.Reading;
using MesosOperator.Http.Reading.Lists;
using MesosOperator.Http.Reading.State;
using MesosOperator.Http.Requests;
using MesosOperator.Http.Scheduler;
using MesosOperator.Http.Tls;
using MesosOperator.Http.Tunnels;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Metrics;
using MesosOperator.Runtime.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace MesosOperator.Http.Composition;

/// <summary>Puts the HTTP side together.</summary>
public static class HttpServices
{
    private const int RememberedInstances = 100_000;

    /// <summary>As good as for ever. Kestrel adds it to its clock: an infinite time overflows and closes idle connections within a second.</summary>
    private static readonly TimeSpan Idleness = TimeSpan.FromDays(3650);

    /// <summary>
    /// Adds the endpoints' services and makes Kestrel listen; <c>MapMesosEndpoints</c> then maps them. Wants the runtime,
    /// its limits, and who says who callers are and what they may do (<see cref="AccessServices"/>) to be added too. Identifiers of streams come from <paramref name="newGuid"/>.
    /// </summary>
    /// <exception cref="OptionsValidationException">Options or limits make no sense; it names every problem.</exception>
    public static IServiceCollection AddMesosHttp(this IServiceCollection services, HttpOptions options, RuntimeLimits limits, Func<Guid> newGuid)
    {
        string[] problems = [.. options.Problems(), .. limits.Problems()];
        if (problems.Length > 0)
            throw new OptionsValidationException(nameof(HttpOptions), typeof(HttpOptions), problems);
        services.AddSingleton(options);
        services.AddSingleton(newGuid);
        services.AddSingleton<MasterAddress>();
        services.AddSingleton<AccessGuard>();
        services.TryAddOpenJoining();
        services.AddSingleton<LinkCertificate>();
        services.AddSingleton<TlsListeners>();
        services.AddOptions<KestrelServerOptions>().PostConfigure<TlsListeners>((kestrel, tls) => Listen(kestrel, options, limits, tls));
        services.AddSingleton<LeaderGate>();
        AddScheduler(services);
        AddOperators(services);
        AddReading(services);
        AddAgentLink(services, limits);
        return services;
    }

    private static void AddScheduler(IServiceCollection services)
    {
        services.AddSingleton<FrameworkStreams>();
        services.AddSingleton<IFrameworkStreams>(provider => provider.GetRequiredService<FrameworkStreams>());
        services.AddSingleton<RecordEncoders>();
        services.AddSingleton<CallReader>();
        services.AddSingleton<AccessDesk>();
        services.AddSingleton<SchedulerRequest>();
        services.AddSingleton<SchedulerAccess>();
        services.AddSingleton<SubscriptionEndpoint>();
        services.AddSingleton<SchedulerEndpoint>();
    }

    private static void AddOperators(IServiceCollection services)
    {
        services.AddSingleton<OperatorStreams>();
        services.AddSingleton<IMasterObserver>(provider => provider.GetRequiredService<OperatorStreams>());
        services.AddSingleton<IMesosFigures>(provider => provider.GetRequiredService<OperatorStreams>());
        services.AddSingleton<OperatorSubscription>();
        services.AddSingleton<OperatorReads>();
        services.AddSingleton<OperatorAccess>();
        services.AddSingleton<OperatorChanges>();
        services.AddSingleton<OperatorEndpoint>();
        services.AddSingleton<OldChanges>();
        services.AddSingleton<OldOperations>();
        services.AddSingleton<LoggingChanges>();
    }

    private static void AddReading(IServiceCollection services)
    {
        services.AddSingleton<FlagsJson>();
        services.AddSingleton<StateJson>();
        services.AddSingleton<ReadEndpoints>();
        services.AddSingleton<SummaryJson>();
        services.AddSingleton<ListEndpoints>();
        services.AddSingleton<ProbeEndpoints>();
        services.AddSingleton<MetricsEndpoints>();
        services.AddHostedService<ConnectionGauges>();
        services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("mesos-operator")).WithMetrics(metrics => metrics.AddMeter(MeterNames.Master).AddPrometheusExporter());
    }

    private static void AddAgentLink(IServiceCollection services, RuntimeLimits limits)
    {
        services.AddSingleton(SessionsOf);
        services.AddSingleton<IAgentLinks>(provider => provider.GetRequiredService<AgentSessions>());
        services.AddSingleton(new AgentInstances(RememberedInstances));
        services.AddSingleton<AgentHolders>();
        services.AddSingleton<RefusalNotes>();
        services.AddSingleton<LinkGuard>();
        services.AddSingleton<AgentAdmissions>();
        services.AddSingleton<LinkDoor>();
        services.AddSingleton<AgentGreeter>();
        services.AddSingleton<AgentLinkService>();
        services.AddSingleton<AgentTunnels>();
        services.AddSingleton<AgentClient>();
        services.AddSingleton<AgentProxy>();
        services.AddSingleton<NodeProxy>();
        services.AddSingleton<NodeFiles>();
        services.AddSingleton<NodeLogs>();
        services.AddSingleton<NodeApi>();
        services.AddSingleton<NodeStreams>();
        services.AddSingleton<NodePrograms>();
        services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = limits.MaxLinkMessageBytes);
    }

    /// <summary>Agents that are revoked lose their links at once.</summary>
    private static AgentSessions SessionsOf(IServiceProvider provider)
    {
        var sessions = ActivatorUtilities.CreateInstance<AgentSessions>(provider);
        if (provider.GetRequiredService<JoiningOptions>().Authentication != AgentAuthentication.None)
            provider.GetRequiredService<AgentAuthority>().Changed += sessions.Cut;
        return sessions;
    }

    /// <summary>
    /// Streams are silent for long and must not be closed for that (mesos-clients 2.9): no limit of idleness and no rate
    /// that a client must keep.
    /// </summary>
    private static void Listen(KestrelServerOptions kestrel, HttpOptions options, RuntimeLimits limits, TlsListeners tls)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.KeepAliveTimeout = Idleness;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MaxRequestBodySize = limits.MaxRequestBytes;
        kestrel.Listen(options.BindAddress, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            tls.Protect(listen, options.Tls);
        });
        kestrel.Listen(options.BindAddress, options.AgentLinkPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            tls.ProtectLink(listen, options.AgentLinkTls);
        });
    }
}
