using System.Text;
using MesosOperator.Crds.Clusters;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Connections;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>What kubeconfigs may say, and what is refused with words.</summary>
public sealed class KubeconfigTests
{
    private static readonly PluginPolicy Plugins = new(["allowed-program", "sleep", "echo", "cat"]);

    [Theory]
    [InlineData("token: t", "")]
    [InlineData("tokenFile: /var/run/secrets/token", "It names the file '/var/run/secrets/token', which is not the operator's to read; put its content into the kubeconfig")]
    [InlineData("client-certificate: a.crt, client-key: a.key", "It names the file 'a.crt', which is not the operator's to read; put its content into the kubeconfig")]
    [InlineData("username: a, password: b", "It has a user name and a password, which API servers do not take any more; use a token, a client certificate or an exec plugin")]
    [InlineData("client-certificate-data: YQ==", "It has a client certificate without its key, or a key without its certificate")]
    [InlineData("as: root, token: t", "It acts as 'root', which the operator does not; use credentials of that user")]
    [InlineData("auth-provider: { name: gcp }", "It uses an auth-provider, which Kubernetes has given up; use a token, a client certificate or an exec plugin")]
    [InlineData("exec: { apiVersion: client.authentication.k8s.io/v1, command: evil }", "It runs the program 'evil' for credentials, which the operator is not told to allow (--cluster-credential-programs)")]
    [InlineData("exec: { apiVersion: client.authentication.k8s.io/v1, command: allowed-program }", "")]
    [InlineData("", "Its user has no credentials: neither token nor client certificate nor exec plugin")]
    public void Users(string user, string problem) => Assert.Equal(problem, ProblemOf(ClustersWorld.Kubeconfig("bad", user), new() { AllowExecPlugin = true }));

    [Fact]
    public void A_program_is_refused_where_the_object_does_not_ask_for_it() => Assert.Equal(
        "It runs the program 'allowed-program' for credentials, which spec.kubeconfig.allowExecPlugin does not allow",
        ProblemOf(ClustersWorld.Kubeconfig("bad", "exec: { apiVersion: client.authentication.k8s.io/v1, command: allowed-program }"), new()));

    [Theory]
    [InlineData(null, "")]
    [InlineData("c", "")]
    [InlineData("d", "It has no context 'd'")]
    public void Contexts(string? context, string problem) => Assert.Equal(problem, ProblemOf(ClustersWorld.Kubeconfig("bad"), new() { Context = context }));

    [Theory]
    [InlineData("current-context: c", "current-context: ''", "It has no current context")]
    [InlineData("server: \"http://bad\"", "server: bad", "'bad' is no address of an API server")]
    [InlineData("server:", "proxy-url: 'ftp://p', server:", "'ftp://p' is no address of a proxy")]
    [InlineData("server:", "proxy-url: 'http://p:3128', server:", "")]
    [InlineData("server:", "certificate-authority: /etc/ca.crt, server:", "It names the file '/etc/ca.crt', which is not the operator's to read; put its content into the kubeconfig")]
    [InlineData("cluster: c,", "cluster: d,", "It has no cluster 'd'")]
    [InlineData("user: u }", "user: v }", "It has no user 'v'")]
    public void Clusters(string from, string to, string problem) =>
        Assert.Equal(problem, ProblemOf(ClustersWorld.Kubeconfig("bad").Replace(from, to, StringComparison.Ordinal), new()));

    [Theory]
    [InlineData("{")]
    [InlineData("contexts: 1")]
    [InlineData("")]
    public void Nonsense(string text) => Assert.NotEmpty(ProblemOf(text, new()));

    [Fact]
    public async Task Proxy_end_and_trust_are_known_before_anything_is_asked()
    {
        using var authority = new TestAuthority();
        var (certificate, key) = authority.Issue(new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero), "operator");
        var text = ClustersWorld.Kubeconfig("bad", $"client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}")
            .Replace("server:", "proxy-url: 'http://p:3128', insecure-skip-tls-verify: true, server:", StringComparison.Ordinal);

        using var connection = await OpenAsync(text, CancellationToken.None);

        Assert.Equal(
            new MemberCredentials { Kind = "client certificate", ExpiresAt = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero), Proxy = new("http://p:3128"), IsUnverified = true },
            connection.Credentials);
    }

    [Fact]
    public async Task A_program_makes_credentials()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, """{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"made"}}""", TestContext.Current.CancellationToken);

        using var connection = await OpenAsync(
            ClustersWorld.Kubeconfig("bad", $"exec: {{ apiVersion: client.authentication.k8s.io/v1, command: cat, args: [{file}] }}"), TestContext.Current.CancellationToken);

        Assert.Equal("token", connection.Credentials.Kind);
        File.Delete(file);
    }

    [Fact]
    public async Task A_program_that_fails_is_named()
    {
        var failed = await Assert.ThrowsAsync<MemberProblemException>(() => OpenAsync(
            ClustersWorld.Kubeconfig("bad", "exec: { apiVersion: client.authentication.k8s.io/v1, command: echo, args: [no] }"), TestContext.Current.CancellationToken));

        Assert.Equal(MemberFailure.PluginFailed, failed.Problem.Failure);
    }

    [Fact]
    public async Task A_program_that_hangs_holds_nobody_up_who_wants_to_stop()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var opening = OpenAsync(ClustersWorld.Kubeconfig("bad", "exec: { apiVersion: client.authentication.k8s.io/v1, command: sleep, args: ['1'] }"), stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string ProblemOf(string text, ClusterKubeconfig wanted) => Kubeconfig.Read(Encoding.UTF8.GetBytes(text), wanted, Plugins).Problem ?? "";

    private static Task<MemberConnection> OpenAsync(string text, CancellationToken stop)
    {
        var (kubeconfig, problem) = Kubeconfig.Read(Encoding.UTF8.GetBytes(text), new() { AllowExecPlugin = true }, Plugins);
        Assert.Null(problem);
        return kubeconfig!.OpenAsync(
            (configuration, credentials, traffic) => MemberConnection.Open(configuration, credentials, TimeProvider.System, traffic), FreeTraffic.Instance, stop);
    }
}
