namespace MesosOperator.Host.Standalone;

/// <summary>What a person sees first: where everything is and what to try.</summary>
internal static class Banner
{
    /// <summary>The text, ending in a line break.</summary>
    public static string Of(StandaloneOptions options, int port, int agentLinkPort)
    {
        var api = Reachable.From(options.Http.BindAddress, port);
        var agentLink = Reachable.From(options.Http.BindAddress, agentLinkPort);
        return $"""
        Mesos operator, standalone; its state is gone when it stops

          Mesos API    http://{api}
          agent link   http://{agentLink}
          agent        {(options.Agent is { } agent ? $"this machine; sandboxes in {agent.WorkDirectory}" : "none here")}
          sample       {(options.SampleTasks > 0 ? $"{options.SampleTasks} tasks that say hello (--no-sample leaves them out)" : "none")}

          Try:  curl -s http://{api}/state
                curl -s http://{api}/metrics/snapshot
          Stop: Ctrl-C

        """;
    }
}
