using System.Text;
using System.Text.Json;
using MesosOperator.EndToEnd.Tests.Support;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.EndToEnd.Tests.Clusters;

/// <summary>A real API server behind bad networks and with bad credentials: each says what is wrong, beside others that work.</summary>
public sealed class BadClustersTests
{
    private static readonly KubeUser Nobody = new("nobody");

    [Fact]
    public async Task Each_names_its_cause_and_those_that_work_go_on()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var home = await KubeApiServer.StartAsync(stop);
        await using var east = await KubeApiServer.StartAsync(stop, Nobody);
        await home.InstallDefinitionsAsync(SharedKubeApiServer.DefinitionFiles, stop);
        await using var nodes = await SimulatedNodes.StartAsync(east, 2, "2", "1Gi", stop);
        await using var road = FaultyProxy.Before(east.Address);
        await using var refusing = FaultyProxy.Before(east.Address);
        await using var swallowing = FaultyProxy.Before(east.Address);
        await using var mesos = await ClusterOperatorProcess.StartAsync(home.KubeconfigPath, "--namespace", "default");
        refusing.Refuse();
        swallowing.Swallow();

        var expired = east.ClientCertificate(KubeUser.Admin, TimeProvider.System.GetUtcNow() - TimeSpan.FromMinutes(5));
        using var stranger = new TestAuthority();
        await AddAsync(home, "swallowing", swallowing.Address, east.AuthorityPem, Token(KubeUser.Admin.Token));
        await AddAsync(home, "refusing", refusing.Address, east.AuthorityPem, Token(KubeUser.Admin.Token));
        await AddAsync(home, "east", road.Address, east.AuthorityPem, Token(KubeUser.Admin.Token));
        await AddAsync(home, "stranger", east.Address, stranger.Pem, Token(KubeUser.Admin.Token));
        await AddAsync(home, "unknown", east.Address, east.AuthorityPem, Token("wrong"));
        await AddAsync(home, "expired", east.Address, east.AuthorityPem, $"client-certificate-data: {Base64(expired.Certificate)}, client-key-data: {Base64(expired.Key)}");
        await AddAsync(home, "nobody", east.Address, east.AuthorityPem, Token(Nobody.Token));
        await UntilAsync(home, "east", "True Reached", "");
        await AddAsync(home, "twin", east.Address, east.AuthorityPem, Token(KubeUser.Admin.Token));

        await UntilAsync(home, "refusing", "False Unreachable", "");
        await UntilAsync(home, "swallowing", "False Unreachable", "");
        await UntilAsync(home, "stranger", "False WrongAuthority", "The server's certificate is not accepted: it is not of the authority that the kubeconfig names, but of CN=test-authority");
        await UntilAsync(home, "unknown", "False Unauthorized", "The cluster does not know the token, or no longer");
        await UntilAsync(home, "expired", "False CredentialsExpired", "The client certificate was good until");
        await UntilAsync(home, "nobody", "False Forbidden", "The operator may not list nodes, watch nodes, list pods, watch pods, create pods in namespace mesos-tasks, get pods in namespace mesos-tasks");
        await UntilAsync(home, "twin", "False Duplicate", "Cluster east is the same cluster");

        road.Swallow();
        await UntilAsync(home, "east", "False Unreachable", "");
        road.Pass();
        await UntilAsync(home, "east", "True Reached", "");
        road.Latency = TimeSpan.FromMilliseconds(700);
        await UntilAsync(home, "east", "True Slow", "It takes");
    }

    private static string Token(string token) => $"token: {token}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static async Task AddAsync(KubeApiServer home, string name, Uri server, string authority, string user)
    {
        var kubeconfig = $$"""
            apiVersion: v1
            kind: Config
            current-context: c
            contexts: [{ name: c, context: { cluster: c, user: u } }]
            clusters: [{ name: c, cluster: { server: "{{server}}", certificate-authority-data: {{Base64(authority)}} } }]
            users: [{ name: u, user: { {{user}} } }]
            """;
        var said = await home.Kubectl.RunWithInputAsync(
            $$"""
            apiVersion: v1
            kind: Secret
            metadata: { name: {{name}} }
            data: { kubeconfig: {{Base64(kubeconfig)}} }
            ---
            apiVersion: mesosoperator.io/v1alpha1
            kind: Cluster
            metadata: { name: {{name}} }
            spec: { kubeconfig: { secretNamespace: default, secretName: {{name}} } }
            """,
            "apply", "-f", "-");
        Assert.True(said.ExitCode == 0, said.Errors);
    }

    /// <summary>Waits until a cluster's condition Connected is as it should be, and its message begins as it should.</summary>
    private static async Task UntilAsync(KubeApiServer home, string name, string wanted, string message)
    {
        var seen = "";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    seen = await ConnectedAsync(home, name);
                    return seen.StartsWith($"{wanted}: {message}", StringComparison.Ordinal);
                },
                $"{name} says {wanted}");
        }
        catch (Xunit.Sdk.TrueException late)
        {
            throw new InvalidOperationException($"{late.Message}; it says {seen}", late);
        }
    }

    private static async Task<string> ConnectedAsync(KubeApiServer home, string name)
    {
        using var read = JsonDocument.Parse(await home.Kubectl.SucceedAsync("get", $"clusters.mesosoperator.io/{name}", "-o", "json"));
        return read.RootElement.TryGetProperty("status", out var status) && status.TryGetProperty("conditions", out var conditions)
            ? conditions.EnumerateArray().Where(condition => condition.GetProperty("type").GetString() == "Connected")
                .Select(condition => $"{condition.GetProperty("status")} {condition.GetProperty("reason")}: {condition.GetProperty("message")}").FirstOrDefault() ?? ""
            : "";
    }
}
