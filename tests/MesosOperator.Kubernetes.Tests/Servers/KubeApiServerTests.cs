using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;
using MesosOperator.TestKit.Kubernetes.Servers;

namespace MesosOperator.Kubernetes.Tests.Servers;

/// <summary>The real API server that tests get, on what they build on.</summary>
public class KubeApiServerTests(SharedKubeApiServer shared)
{
    private static readonly KubeUser Ann = new("ann", "developers", "readers");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_servers_know_nothing_of_each_other()
    {
        var starting = KubeApiServer.StartAsync(Stop);
        await using var other = await KubeApiServer.StartAsync(Stop);
        await using var one = await starting;
        await one.Kubectl.SucceedAsync("create", "namespace", "a");
        Assert.Equal((1, ""), Ended(await other.Kubectl.RunAsync("get", "namespace", "a", "-o", "name")));
        Assert.Equal((0, "namespace/a\n"), Ended(await one.Kubectl.RunAsync("get", "namespace", "a", "-o", "name")));
    }

    [Fact]
    public async Task A_user_may_do_what_its_groups_may()
    {
        await using var server = await KubeApiServer.StartAsync(Stop, Ann);
        var kubectl = server.KubectlOf(Ann);
        Assert.Equal((1, "no\n"), Ended(await kubectl.RunAsync("auth", "can-i", "list", "secrets")));
        await server.Kubectl.SucceedAsync("create", "clusterrole", "reader", "--verb=list", "--resource=secrets");
        await server.Kubectl.SucceedAsync("create", "clusterrolebinding", "readers", "--clusterrole=reader", "--group=readers");
        Assert.Equal((0, "yes\n"), Ended(await kubectl.RunAsync("auth", "can-i", "list", "secrets")));
        using var kubernetes = server.Connect(Ann.Token);
        Assert.NotNull(await kubernetes.CoreV1.ListNamespacedSecretAsync("default", cancellationToken: Stop));
    }

    [Fact]
    public async Task A_service_account_is_known_by_its_token()
    {
        var server = await shared.Server;
        using var kubernetes = server.Connect();
        var name = $"accounts-{Guid.NewGuid():N}";
        await server.Kubectl.SucceedAsync("create", "namespace", name);
        await server.Kubectl.SucceedAsync("create", "serviceaccount", "operator", "-n", name);
        var token = await server.ServiceAccountTokenAsync(name, "operator", Stop);
        Assert.Equal($"system:serviceaccount:{name}:operator", (await ReviewAsync(kubernetes, token)).User?.Username);
        Assert.NotEqual(true, (await ReviewAsync(kubernetes, "made-up")).Authenticated);
        using var account = server.Connect(token);
        var denied = await Assert.ThrowsAsync<HttpOperationException>(() => account.CoreV1.ListNodeAsync(cancellationToken: Stop));
        Assert.Equal(HttpStatusCode.Forbidden, denied.Response.StatusCode);
    }

    private static (int ExitCode, string Output) Ended(KubectlResult result) => (result.ExitCode, result.Output);

    private static async Task<V1TokenReviewStatus> ReviewAsync(k8s.Kubernetes kubernetes, string token)
    {
        var review = new V1TokenReview { Spec = new V1TokenReviewSpec { Token = token } };
        return (await kubernetes.AuthenticationV1.CreateTokenReviewAsync(review, cancellationToken: Stop)).Status;
    }
}
