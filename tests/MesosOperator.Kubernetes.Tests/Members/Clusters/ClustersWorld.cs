using System.Text;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Tests.Support;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>An operator with member clusters, each of an object, a Secret and an API server, and each as bad as a test makes it.</summary>
internal sealed class ClustersWorld(OperatorWorld home)
{
    private readonly ResourceClient<V1Secret> _secrets = new(new ApiServer(home.Cluster.Api.Connect(OperatorWorld.User), home.Cluster.Run.Time, TimeSpan.FromSeconds(30)), OperatorWorld.User);
    private int _made;

    public OperatorWorld Home => home;

    public static void Test(Func<ClustersWorld, Task> body) => OperatorWorld.Test(home => body(new ClustersWorld(home)));

    /// <summary>A cluster that is no member yet.</summary>
    public async Task<RemoteCluster> MakeAsync(string name, int nodes = 1)
    {
        var remote = new RemoteCluster(name, home.Cluster.Run.Time, ++_made);
        home.Cluster.Remotes[name] = remote.Api;
        await remote.Namespaces.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = "kube-system" } }, CancellationToken.None);
        await remote.AddNodesAsync(0, nodes);
        return remote;
    }

    /// <summary>It is to be a member.</summary>
    public async Task AddAsync(string name, string host = "", Func<V1Alpha1ClusterSpec, V1Alpha1ClusterSpec>? with = null)
    {
        await SetSecretAsync(name, Kubeconfig(host.Length > 0 ? host : name));
        var spec = new V1Alpha1ClusterSpec
        {
            Kubeconfig = new ClusterKubeconfig { SecretNamespace = OperatorRun.OperatorNamespace, SecretName = name },
            Tasks = new ClusterTasks { DefaultImage = "busybox" },
        };
        await home.Clusters.CreateAsync(new V1Alpha1Cluster { Metadata = new V1ObjectMeta { Name = name }, Spec = with is null ? spec : with(spec) }, CancellationToken.None);
    }

    /// <summary>A cluster that is a member, of which all nodes are known.</summary>
    public async Task<RemoteCluster> JoinedAsync(string name, int nodes = 1, Func<V1Alpha1ClusterSpec, V1Alpha1ClusterSpec>? with = null)
    {
        var remote = await MakeAsync(name, nodes);
        await AddAsync(name, with: with);
        await UntilAsync(name, status => status.Nodes == nodes && Of(status, Conditions.Ready) == "True AsWanted");
        return remote;
    }

    public Task<V1Alpha1ClusterStatus> UntilAsync(string name, string type, string condition, double withinSeconds = 120) =>
        UntilAsync(name, status => Of(status, type) == condition, withinSeconds);

    public async Task<V1Alpha1ClusterStatus> UntilAsync(string name, Func<V1Alpha1ClusterStatus, bool> holds, double withinSeconds = 120) =>
        (await home.UntilAsync(home.Clusters, new("", name), cluster => cluster.Status is { } status && holds(status), withinSeconds)).Status!;

    public async Task<V1Alpha1ClusterStatus> StatusAsync(string name) => (await home.Clusters.FindAsync(new("", name), CancellationToken.None))!.Status!;

    /// <summary>A condition as <c>True Reached</c>; empty where it is not there.</summary>
    public static string Of(V1Alpha1ClusterStatus? status, string type) =>
        OperatorWorld.Find(status?.Conditions, type) is { } found ? $"{found.Status} {found.Reason}" : "";

    public static string MessageOf(V1Alpha1ClusterStatus status, string type) => OperatorWorld.Find(status.Conditions, type)?.Message ?? "";

    public async Task SetSecretAsync(string name, string kubeconfig)
    {
        var secret = new V1Secret
        {
            Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = OperatorRun.OperatorNamespace },
            Data = new Dictionary<string, byte[]> { ["kubeconfig"] = Encoding.UTF8.GetBytes(kubeconfig) },
        };
        if (await _secrets.FindAsync(ResourceKey.Of(secret), CancellationToken.None) is null)
            await _secrets.CreateAsync(secret, CancellationToken.None);
        else
            await _secrets.ReplaceAsync(secret, CancellationToken.None);
    }

    public static string Kubeconfig(string host, string user = "token: operator") => $$"""
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: { cluster: c, user: u } }]
        clusters:
        - name: c
          cluster: { server: "http://{{host}}" }
        users:
        - name: u
          user: { {{user}} }
        """;
}
