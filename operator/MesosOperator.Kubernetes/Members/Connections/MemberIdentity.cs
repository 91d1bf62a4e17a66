using System.Text.Json;
using MesosOperator.Kubernetes.Api;

namespace MesosOperator.Kubernetes.Members.Connections;

/// <summary>Which cluster it is, whatever it is called, and the version of its API server.</summary>
/// <param name="Uid">The uid of its namespace kube-system, which no other cluster has.</param>
/// <param name="Version">Such as v1.35.0.</param>
internal sealed record MemberIdentity(string Uid, string Version)
{
    public static async Task<MemberIdentity> ReadAsync(ApiServer server, CancellationToken stop)
    {
        var version = await VersionAsync(server, stop);
        using var system = JsonDocument.Parse(await server.AskAsync(new(HttpMethod.Get, "api/v1/namespaces/kube-system"), stop));
        return new(system.RootElement.GetProperty("metadata").GetProperty("uid").GetString() ?? "", version);
    }

    /// <summary>The version alone, which costs a server next to nothing.</summary>
    public static async Task<string> VersionAsync(ApiServer server, CancellationToken stop)
    {
        using var version = JsonDocument.Parse(await server.AskAsync(new(HttpMethod.Get, "version"), stop));
        return version.RootElement.TryGetProperty("gitVersion", out var text) ? text.GetString() ?? "" : "";
    }
}
