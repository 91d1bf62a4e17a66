using k8s;

namespace MesosOperator.Kubernetes.Api;

/// <summary>Asks for the newer form of streams first, in which the end of the input can be told; API servers from 1.30 on have it.</summary>
internal sealed class ExecSocket : WebSocketBuilder
{
    /// <summary>The form in which a stream can be closed.</summary>
    public const string Closing = "v5.channel.k8s.io";

    /// <summary>The form that every API server has.</summary>
    public const string Usual = "v4.channel.k8s.io";

    public ExecSocket() => Options.AddSubProtocol(Closing);
}
