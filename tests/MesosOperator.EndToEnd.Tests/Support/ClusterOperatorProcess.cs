using System.Text.RegularExpressions;

namespace MesosOperator.EndToEnd.Tests.Support;

/// <summary>A <c>mesos-operator run</c> of one test, on ports of its own.</summary>
internal sealed partial class ClusterOperatorProcess : IAsyncDisposable
{
    private ClusterOperatorProcess(ChildProgram program, Uri api, Uri agentLink) => (Program, Api, AgentLink) = (program, api, agentLink);

    public ChildProgram Program { get; }

    /// <summary>Where the Mesos API is.</summary>
    public Uri Api { get; }

    /// <summary>What agents dial.</summary>
    public Uri AgentLink { get; }

    /// <summary>Serves every caller, on free ports unless the arguments say others; it listens when this returns.</summary>
    public static async Task<ClusterOperatorProcess> StartAsync(string kubeconfig, params string[] arguments)
    {
        string[] ports = arguments.Contains("--port") ? [] : ["--port", "0", "--agent-link-port", "0"];
        var program = ChildProgram.StartOwn("mesos-operator", ["run", "--kubeconfig", kubeconfig, "--open-access", .. ports, .. arguments]);
        try
        {
            var match = Started().Match(await program.LineAsync("Serves the Mesos API on "));
            return new(program, new Uri($"http://{match.Groups["api"]}"), new Uri($"http://{match.Groups["host"]}:{match.Groups["link"]}"));
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    [GeneratedRegex(@"Serves the Mesos API on (?<api>(?<host>\S+):\d+) and agents on port (?<link>\d+)")]
    private static partial Regex Started();
}
