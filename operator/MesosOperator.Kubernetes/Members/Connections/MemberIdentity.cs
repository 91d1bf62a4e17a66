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
        using var system = await JsonAnswer.AskAsync(server, new(HttpMethod.Get, "api/v1/namespaces/kube-system"), stop);
        var uid = JsonAnswer.Text(system.RootElement, "metadata", "uid");
        return uid.Length > 0 ? new(uid, version) : throw new ApiServerException(ApiFailure.Unavailable, "The namespace kube-system has no uid: that is no API server");
    }

    /// <summary>A sign of life, which costs a server next to nothing and waits for nothing here.</summary>
    public static Task PingAsync(ApiServer server, CancellationToken stop) => server.AskAsync(new(HttpMethod.Get, "version") { IsUrgent = true }, stop);

    private static async Task<string> VersionAsync(ApiServer server, CancellationToken stop)
    {
        using var version = await JsonAnswer.AskAsync(server, new(HttpMethod.Get, "version"), stop);
        return JsonAnswer.Text(version.RootElement, "gitVersion");
    }
}
