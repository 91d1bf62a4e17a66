using MesosOperator.Core.Identity;
using MesosOperator.Core.Master;
using MesosOperator.Core.Master.State;
using MesosOperator.Runtime.Leadership;
using MesosOperator.Runtime.Links;
using MesosOperator.Runtime.Logs;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Metrics;
using MesosOperator.Runtime.Nodes;
using MesosOperator.Runtime.Observation;
using MesosOperator.Runtime.Ports;
using MesosOperator.Runtime.Storage;
using MesosOperator.Runtime.Subscriptions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MesosOperator.Runtime.Composition;

/// <summary>Puts the runtime together.</summary>
public static class RuntimeServices
{
    /// <summary>
    /// Adds the master and its loop. The caller also adds the adapters that implement <see cref="IFrameworkStreams"/> and
    /// <see cref="IAgentLinks"/>; a store, a leadership, an admission, a window on nodes or a <see cref="TimeProvider"/> that was added before is kept.
    /// </summary>
    /// <exception cref="OptionsValidationException">The limits make no sense; it names every problem.</exception>
    public static IServiceCollection AddMesosRuntime(
        this IServiceCollection services, MasterId masterId, MasterSettings settings, RuntimeLimits limits)
    {
        if (limits.Problems().ToArray() is { Length: > 0 } problems)
            throw new OptionsValidationException(nameof(RuntimeLimits), typeof(RuntimeLimits), problems);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IClusterStore, InMemoryClusterStore>();
        services.TryAddSingleton<ILeadership, SoleLeader>();
        services.TryAddSingleton<IFrameworkAdmission, OpenAdmission>();
        services.TryAddSingleton<INodeWindow, NoNodes>();
        services.AddSingleton(settings);
        services.AddSingleton(limits);
        services.AddSingleton(new MasterCore(masterId, settings));
        services.AddSingleton<TimedStore>();
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<EffectRunner>(provider, provider.GetRequiredService<TimedStore>()));
        services.TryAddSingleton<LinkNumbers>();
        services.AddSingleton<MasterProgress>();
        services.AddSingleton<MasterLoop>();
        services.AddSingleton<IMaster>(provider => provider.GetRequiredService<MasterLoop>());
        services.AddSingleton<IExplainer>(provider => provider.GetRequiredService<MasterLoop>());
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<MasterService>(provider, provider.GetRequiredService<TimedStore>()));
        AddObservers(services);
        services.AddSingleton<LogVerbosity>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogVerbosity>());
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<LogVerbosity>());
        return services;
    }

    private static void AddObservers(IServiceCollection services)
    {
        services.AddSingleton<IMasterObserver, EventLog>();
        services.AddMetrics();
        services.AddSingleton<IMasterObserver, MasterMeter>();
        services.AddSingleton<LatestView>();
        services.AddSingleton<IHostedService, MasterGauges>();
        services.AddSingleton<IMesosFigures>(provider => provider.GetRequiredService<TimedStore>());
        services.AddSingleton<MasterCounters>();
        services.AddSingleton<IMasterObserver>(provider => provider.GetRequiredService<MasterCounters>());
        services.AddSingleton(provider => new MesosSnapshot(
            provider.GetRequiredService<MasterCounters>(),
            provider.GetServices<IMesosFigures>(),
            provider.GetRequiredService<MasterLoop>(),
            provider.GetRequiredService<MasterProgress>(),
            provider.GetRequiredService<TimeProvider>()));
    }
}
