using System.Net;
using k8s;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>A connection to the API server of a member cluster, with credentials of its own.</summary>
internal sealed class MemberConnection : IDisposable
{
    /// <summary>A server that needs longer is as good as away.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(15);

    /// <summary>A host that takes no connection for so long is away.</summary>
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(10);

    /// <summary>A connection on which nothing comes is asked for a sign of life after this.</summary>
    private static readonly TimeSpan PingAfter = TimeSpan.FromSeconds(20);

    private readonly TimeProvider _time;
    private k8s.Kubernetes _client;
    private ServerTrust? _trust;
    private (k8s.Kubernetes Client, ITimer Timer)? _before;

    public MemberConnection(k8s.Kubernetes client, MemberCredentials credentials, TimeProvider time, IApiTraffic traffic)
    {
        (_client, _time, Credentials) = (client, time, credentials);
        Server = new ApiServer(client, time, AnswerWithin, traffic);
    }

    public ApiServer Server { get; }

    /// <summary>What is known of the credentials it uses.</summary>
    public MemberCredentials Credentials { get; private set; }

    /// <summary>Opens one. Nothing is sent yet.</summary>
    public static MemberConnection Open(KubernetesClientConfiguration configuration, MemberCredentials credentials, TimeProvider time, IApiTraffic traffic)
    {
        var trust = new ServerTrust(time);
        SocketsHttpHandler? root = null;
        k8s.Kubernetes client;
        lock (configuration)
        {
            configuration.FirstMessageHandlerSetup = handler => root = handler;
            client = new k8s.Kubernetes(configuration) { CreateWebSocketBuilder = () => new ExecSocket() };
        }

        if (root is not null)
        {
            (root.ConnectTimeout, root.KeepAlivePingDelay, root.KeepAlivePingTimeout) = (ConnectWithin, PingAfter, ConnectWithin);
            if (credentials.Proxy is { } proxy)
                (root.Proxy, root.UseProxy) = (new WebProxy(proxy), true);
            trust.Watch(root.SslOptions);
        }

        return new MemberConnection(client, credentials, time, traffic) { _trust = trust };
    }

    /// <summary>What a request that failed says of the cluster.</summary>
    public MemberProblem ProblemOf(ApiServerException problem) => MemberProblem.Of(problem, _trust?.Problem, Credentials, _time.GetUtcNow());

    /// <summary>
    /// Goes on with the connections and credentials of another, which is given away by that. Answers that are on their way come
    /// still; watches begin again.
    /// </summary>
    public void Adopt(MemberConnection other)
    {
        Forget();
        var client = _client;
        _before = (client, _time.CreateTimer(_ => client.Dispose(), null, AnswerWithin, Timeout.InfiniteTimeSpan));
        (_client, _trust, Credentials) = (other._client, other._trust, other.Credentials);
        Server.Use(_client);
    }

    public void Dispose()
    {
        Forget();
        _client.Dispose();
    }

    private void Forget()
    {
        _before?.Timer.Dispose();
        _before?.Client.Dispose();
        _before = null;
    }
}
