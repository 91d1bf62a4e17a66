using k8s;
using k8s.Models;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>An API server, fake or real, and a namespace of it for one test alone.</summary>
internal sealed class ApiWorld(k8s.Kubernetes kubernetes, TimeProvider time, string @namespace)
{
    public CancellationToken Stop { get; } = TestContext.Current.CancellationToken;

    public TimeProvider Time => time;

    public string Namespace => @namespace;

    public ResourceClient<T> Client<T>(string fieldManager = "test") where T : class, IKubernetesObject<V1ObjectMeta> =>
        new(new ApiServer(kubernetes, time, TimeSpan.FromSeconds(30)), fieldManager);

    public ResourceKey Key(string name) => new(@namespace, name);

    public V1ConfigMap ConfigMap(string name, string text) => new()
    {
        ApiVersion = "v1",
        Kind = "ConfigMap",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Data = new Dictionary<string, string> { ["text"] = text },
    };

    public V1Alpha1Framework Framework(string name) => new()
    {
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = @namespace },
        Spec = new V1Alpha1FrameworkSpec { Transport = FrameworkTransport.Resource },
    };

    /// <summary>Waits, within a bound, until something holds.</summary>
    public required Func<Func<bool>, Task> UntilAsync { get; init; }

    /// <summary>Lets the server forget its history.</summary>
    public required Func<Task> CompactAsync { get; init; }
}
