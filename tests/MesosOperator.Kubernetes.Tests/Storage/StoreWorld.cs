using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Composition;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace MesosOperator.Kubernetes.Tests.Storage;

/// <summary>The store as the program puts it together, on some API server.</summary>
internal static class StoreWorld
{
    /// <summary>On a fake of its own, with caches that know how it was in the beginning and never learn more.</summary>
    public static IClusterStore Create()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var leadership = new FakeLeadership();
        leadership.Become(LeadershipState.Leading);
        var api = new FakeKubeApi(time);
        var store = On(new ApiServer(api.Connect(), time, TimeSpan.FromSeconds(30)), time, leadership, TestContext.Current.CancellationToken);
        api.FreezeWatches();
        return store;
    }

    /// <summary>With caches that follow the server until they are stopped.</summary>
    public static IClusterStore On(ApiServer server, TimeProvider time, ILeadership leadership, CancellationToken stop)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton(time);
        services.AddSingleton(server);
        services.AddSingleton(leadership);
        services.AddKubernetesParts(new KubernetesOptions
        {
            Namespace = OperatorRun.OperatorNamespace,
            Identity = "one",
            MasterUrl = "http://mesos:5050",
            Seed = 7,
            Election = LeadElection.Sole,
        });
        var provider = services.BuildServiceProvider();
        _ = provider.GetRequiredService<ClusterCaches>().RunAsync(stop);
        return provider.GetRequiredService<IClusterStore>();
    }
}
