using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Tests.Contract;

/// <summary>An API server, fake or real, and a namespace of it for one test alone.</summary>
internal sealed class ApiWorld(k8s.Kubernetes kubernetes, TimeProvider time, string @namespace, Func<Func<bool>, Task> until)
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

    /// <summary>Waits, within a bound, until something holds.</summary>
    public Task UntilAsync(Func<bool> holds) => until(holds);
}
