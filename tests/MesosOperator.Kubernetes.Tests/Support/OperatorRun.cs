using System.Diagnostics.Metrics;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.Runtime;
using MesosOperator.Runtime.Composition;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>One process of the operator, whole but for its servers, on the fake API server of a virtual run.</summary>
internal sealed class OperatorRun
{
    private readonly CancellationTokenSource _stop = new();
    private readonly FakeLifetime _lifetime = new();
    private readonly ServiceProvider _services;
    private readonly MasterService _master;
    private readonly List<Task> _running = [];

    public OperatorRun(Cluster cluster, string masterId, IAgentLinks links, IFrameworkStreams streams, MasterSettings? settings = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IMeterFactory>(cluster.Meters);
        services.AddSingleton<TimeProvider>(cluster.Run.Time);
        services.AddSingleton<IHostApplicationLifetime>(_lifetime);
        services.AddSingleton(cluster.Server);
        services.AddSingleton(new HomeCluster(new("", (traffic, _) => Task.FromResult(new MemberConnection(cluster.Api.Connect("member"), new MemberCredentials(), cluster.Run.Time, traffic)))));
        services.AddSingleton<MemberDialer>((wanted, credentials, traffic) =>
            new MemberConnection(cluster.Remotes[new Uri(wanted.Host).Host].Connect(wanted.AccessToken), credentials, cluster.Run.Time, traffic));
        var ids = new Random(masterId.GetHashCode(StringComparison.Ordinal));
        services.AddSingleton<Func<Guid>>(() => { var bytes = new byte[16]; ids.NextBytes(bytes); return new(bytes); });
        services.AddSingleton<ILeadership>(Leadership);
        services.AddKubernetesParts(new KubernetesOptions
        {
            Namespace = OperatorNamespace,
            Identity = masterId,
            MasterUrl = "http://mesos:5050",
            Seed = 7,
            Election = LeadElection.Sole,
            CredentialPrograms = ["allowed-program"],
        });
        services.AddSingleton(links);
        services.AddSingleton(streams);
        services.AddMesosRuntime(new MasterId(masterId), settings ?? new(), new RuntimeLimits());
        services.AddSingleton<IMaster, PatientMaster>();
        services.AddKubernetesControllers();
        _services = services.BuildServiceProvider();
        _master = ActivatorUtilities.CreateInstance<MasterService>(_services);
    }

    /// <summary>The namespace that it runs in.</summary>
    public const string OperatorNamespace = "mesos";

    public FakeLeadership Leadership { get; } = new();

    public IMaster Master => Get<IMaster>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Leads, and works from then on.</summary>
    public async Task StartAsync()
    {
        var caches = Get<ClusterCaches>();
        _running.Add(caches.RunAsync(_stop.Token));
        await caches.Synced;
        Leadership.Become(LeadershipState.Leading);
        await _master.StartAsync(CancellationToken.None);
        _running.Add(ActivatorUtilities.CreateInstance<TermService>(_services).RunAsync(_stop.Token));
    }

    /// <summary>Stops as a program does that is told to.</summary>
    public async Task StopAsync()
    {
        _stop.Cancel();
        await Task.WhenAll(_running);
        _lifetime.StopApplication();
        await _master.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
