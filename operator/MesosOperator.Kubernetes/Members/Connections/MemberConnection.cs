using k8s;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>A connection to the API server of a member cluster, with credentials of its own.</summary>
internal sealed class MemberConnection : IDisposable
{
    /// <summary>A server that needs longer is as good as away.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    private readonly k8s.Kubernetes _client;

    public MemberConnection(k8s.Kubernetes client, TimeProvider time)
    {
        _client = client;
        Server = new ApiServer(client, time, AnswerWithin);
    }

    public ApiServer Server { get; }

    public static MemberConnection Open(KubernetesClientConfiguration configuration, TimeProvider time) =>
        new(new k8s.Kubernetes(configuration) { CreateWebSocketBuilder = () => new ExecSocket() }, time);

    public void Dispose() => _client.Dispose();
}
