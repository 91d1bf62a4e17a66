using MesosOperator.Embedded.Hosting;
using MesosOperator.Host.Serving;
using MesosOperator.Http.Tls;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Host.Standalone;

/// <summary>What a person sees first: where everything is and what to try.</summary>
internal static class Banner
{
    /// <summary>The text, ending in a line break.</summary>
    public static string Of(StandaloneOptions options, EmbeddedApiServer kubernetes, int port, int agentLinkPort)
    {
        var api = Reachable.From(options.Serving.Http.BindAddress, port);
        var agentLink = Reachable.From(options.Serving.Http.BindAddress, agentLinkPort);
        var scheme = SchemeOf(options.Serving.Http.Tls);
        return $"""
        Mesos operator, standalone; its state stays in {options.Api.Folder}

          Mesos API    {scheme}://{api}
          Kubernetes   {kubernetes.Address.ToString().TrimEnd('/')}
          agent link   {LinkSchemeOf(options)}://{agentLink}
          agents       {Agents(options)}
          callers      {Callers(options)}
          agent        {(options.Agent is { } agent ? $"this machine; sandboxes in {agent.WorkDirectory}" : "none here")}
          sample       {(options.SampleTasks > 0 ? $"{options.SampleTasks} tasks that say hello (--no-sample leaves them out)" : "none")}

          Try:  export KUBECONFIG={kubernetes.KubeconfigPath}
                kubectl get mesos
                curl -s {scheme}://{api}/state
                curl -s {scheme}://{api}/metrics/snapshot
          Stop: Ctrl-C

        """;
    }

    private static string Callers(StandaloneOptions options) =>
        options.Credentials is null ? "anybody; none is asked who it is"
        : options.Anonymous == AnonymousAccess.Allowed ? "anybody, and by name whom the credentials file knows"
        : "whom the credentials file knows";

    private static string Agents(StandaloneOptions options) => options.Joining.Authentication switch
    {
        AgentAuthentication.None => "whoever dials; none is asked who it is",
        AgentAuthentication.Optional => $"whoever dials, and by certificate who joins with --token-file {OwnToken.PathOf(options)}",
        _ => $"who joins with --token-file {OwnToken.PathOf(options)}",
    };

    private static string LinkSchemeOf(StandaloneOptions options) =>
        options.Joining.Authentication == AgentAuthentication.None ? SchemeOf(options.Serving.Http.AgentLinkTls) : "https";

    private static string SchemeOf(TlsFiles? files) => files is null ? "http" : "https";
}
