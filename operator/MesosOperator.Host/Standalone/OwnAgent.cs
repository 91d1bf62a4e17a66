using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Host.Serving;
using MesosOperator.Http;

namespace MesosOperator.Host.Standalone;

/// <summary>The agent of the same process: it trusts the very certificate that the operator shows.</summary>
internal static class OwnAgent
{
    public static AgentOptions Of(AgentOptions agent, HttpOptions http, int port)
    {
        var address = Reachable.From(http.BindAddress, port);
        agent = agent with { Port = 0 }; // several may be tried out on one host, and only their executors need to know
        return http.AgentLinkTls is not { } tls
            ? agent with { Operator = $"http://{address}" }
            : agent with { Operator = $"https://{address}", OperatorCa = tls.CertificatePath, OperatorName = tls.ServerName() };
    }
}
