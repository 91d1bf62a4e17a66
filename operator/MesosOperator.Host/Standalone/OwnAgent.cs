using MesosOperator.AgentRuntime.Hosting;
using MesosOperator.Host.Serving;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Standalone;

/// <summary>The agent of the same process: it trusts the very certificate that the operator shows, and joins as others do.</summary>
internal static class OwnAgent
{
    public static AgentOptions Of(AgentOptions agent, StandaloneOptions options, int port)
    {
        var address = Reachable.From(options.Serving.Http.BindAddress, port);
        agent = agent with { Port = 0 }; // several may be tried out on one host, and only their executors need to know
        if (options.Joining.Authentication != AgentAuthentication.None)
            agent = agent with { TokenFile = OwnToken.PathOf(options) };
        if (options.Serving.Http.AgentLinkTls is { } tls)
            return agent with { Operator = $"https://{address}", OperatorCa = tls.CertificatePath, OperatorName = tls.ServerName() };
        return agent with { Operator = $"{(options.Joining.Authentication == AgentAuthentication.None ? "http" : "https")}://{address}" };
    }
}
