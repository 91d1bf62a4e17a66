using k8s.Models;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Leadership;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Kubernetes.Timing;
using MesosOperator.Runtime.Access;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;
using MesosOperator.TestKit.Kubernetes.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Access;

/// <summary>
/// A real API server, with the roles that the repository ships: the operator works with those rights alone, and what it is
/// told about callers is what RBAC says.
/// </summary>
public sealed class RealAccessTests(SharedKubeApiServer shared)
{
    private const string Namespace = "mesos-system";

    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private static readonly string Rights =
        """
        apiVersion: v1
        kind: Secret
        metadata: { name: mesos-credentials, namespace: mesos-system }
        stringData: { spark: "secret" }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: jenkins, namespace: mesos-system }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: test-eng }
        rules:
        - { apiGroups: [mesosoperator.io], resources: [roles], resourceNames: [eng/dev], verbs: [use] }
        - { apiGroups: [mesosoperator.io], resources: [frameworks], verbs: [subscribe] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: test-eng }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: test-eng }
        subjects:
        - { kind: User, apiGroup: rbac.authorization.k8s.io, name: "mesosoperator.io:principal:spark" }
        - { kind: ServiceAccount, name: jenkins, namespace: mesos-system }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: test-read }
        rules:
        - { nonResourceURLs: [/state, "/metrics/*"], verbs: [get] }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: test-read }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: test-read }
        subjects:
        - { kind: Group, apiGroup: rbac.authorization.k8s.io, name: "mesosoperator.io:principals" }
        """;

    [Fact]
    public async Task Callers_are_who_Kubernetes_says_and_may_do_what_its_roles_say()
    {
        var stop = TestContext.Current.CancellationToken;
        var server = await shared.Server;
        await InstallAsync(server);
        Assert.Equal((0, ""), Ended(await server.Kubectl.RunWithInputAsync(Rights, "apply", "-f", "-")));
        using var kubernetes = server.Connect(await server.ServiceAccountTokenAsync(Namespace, "mesos-operator", stop));
        var api = new ApiServer(kubernetes, TimeProvider.System, TimeSpan.FromSeconds(30));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);

        await LeadAndTellAsync(api, end);
        var options = new KubernetesAccessOptions { Namespace = Namespace };
        var credentials = Credentials(api, options);
        var following = credentials.RunAsync(end.Token);
        await UntilAsync(() => credentials.Current is { Count: 1 });
        Assert.True(credentials.Current!.Holds(new("spark", "secret")));

        var reviewer = new Reviewer(api, new ReviewSlots(4, 4), NullLogger<Reviewer>.Instance);
        var tokens = new TokenAuthenticator(reviewer, options, TimeProvider.System);
        var jenkins = await tokens.AuthenticateAsync(new Credential.Bearer(await server.ServiceAccountTokenAsync(Namespace, "jenkins", stop)), stop);
        var account = Assert.IsType<Authentication.Authenticated>(jenkins).Principal;
        Assert.Equal("system:serviceaccount:mesos-system:jenkins", account.ProvenName);
        Assert.Contains("system:serviceaccounts", account.Groups);
        Assert.IsType<Authentication.Rejected>(await tokens.AuthenticateAsync(new Credential.Bearer("nonsense"), stop));

        var subjects = new SubjectAuthorizer(reviewer, options, TimeProvider.System);
        var spark = new Principal(PrincipalKind.Credential, "spark");
        (Principal Who, AccessRequest What, bool May)[] cases =
        [
            (spark, new AccessRequest.UseRole("eng/dev"), true),
            (spark, new AccessRequest.UseRole("eng"), false),
            (spark, new AccessRequest.SubscribeFramework("team", "any"), true),
            (spark, new AccessRequest.TearDownFramework("team", "any"), false),
            (spark, new AccessRequest.UpdateQuota("eng/dev"), false),
            (spark, new AccessRequest.ReadState("/state"), true),
            (spark, new AccessRequest.ReadState("/metrics/snapshot"), true),
            (spark, new AccessRequest.ReadState("/flags"), false),
            (account, new AccessRequest.UseRole("eng/dev"), true),
            (account, new AccessRequest.ReadState("/state"), false),
            (new(PrincipalKind.Credential, "other"), new AccessRequest.UseRole("eng/dev"), false),
            (new(PrincipalKind.Credential, "system:serviceaccount:mesos-system:jenkins"), new AccessRequest.UseRole("eng/dev"), false),
            (Principal.Anonymous, new AccessRequest.ReadState("/state"), false),
        ];
        foreach (var (who, what, may) in cases)
            Assert.Equal((who, what, may), (who, what, await subjects.AuthorizeAsync(who, what, stop) is Authorization.Allowed));

        await end.CancelAsync();
        await following;
    }

    [Fact]
    public async Task The_operators_rights_end_where_its_roles_do()
    {
        var stop = TestContext.Current.CancellationToken;
        var server = await shared.Server;
        await InstallAsync(server);
        using var kubernetes = server.Connect(await server.ServiceAccountTokenAsync(Namespace, "mesos-operator", stop));
        var secrets = new ResourceClient<V1Secret>(new ApiServer(kubernetes, TimeProvider.System, TimeSpan.FromSeconds(30)), "test");

        // In its own namespace it reads all of them: bootstrap tokens are told by their type, by which a role cannot select.
        foreach (var query in (ResourceQuery[])[new(), new("default"), new("kube-system")])
            Assert.Equal(ApiFailure.Denied, (await Assert.ThrowsAsync<ApiServerException>(() => secrets.ListAsync(query, 0, "", stop))).Failure);
    }

    private static async Task LeadAndTellAsync(ApiServer api, CancellationTokenSource end)
    {
        var meters = new TestMeters();
        using var stopLeading = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        using var election = new LeaderElection(
            new ResourceClient<V1Lease>(api, "test"), new(Namespace, LeaderElectionOptions.DefaultLease) { Identity = "one" }, new(1), TimeProvider.System,
            meters.Metrics, NullLogger<LeaderElection>.Instance);
        var leading = election.RunAsync(stopLeading.Token);
        await UntilAsync(() => election.Current.State == LeadershipState.Leading);
        await stopLeading.CancelAsync();
        await leading;

        using var stopTelling = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        var recorder = new EventRecorder(
            new ResourceClient<Eventsv1Event>(api, "test"), new("mesosoperator.io/test", "one") { SeriesPeriod = TimeSpan.Zero }, TimeProvider.System,
            meters.Metrics, NullLogger<EventRecorder>.Instance);
        var telling = recorder.RunAsync(stopTelling.Token);
        var about = Cluster.ConfigMap("a");
        about.Metadata.NamespaceProperty = "default";
        recorder.Tell(about, EventKind.Normal, "Seen", "See", "seen");
        recorder.Tell(about, EventKind.Normal, "Seen", "See", "seen");
        await UntilAsync(() => meters.Counted("mesosoperator.object.events Repeated") == 1);
        await stopTelling.CancelAsync();
        await telling;
    }

    private static SecretCredentials Credentials(ApiServer api, KubernetesAccessOptions options) => new(
        new Informer<V1Secret>(
            new ResourceClient<V1Secret>(api, "test"), SecretCredentials.Followed(options),
            new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), new(1)), TimeProvider.System, new TestMeters().Metrics,
            NullLogger<Informer<V1Secret>>.Instance),
        options,
        NullLogger<SecretCredentials>.Instance);

    private static async Task InstallAsync(KubeApiServer server) => Assert.Equal(
        (0, ""), Ended(await server.Kubectl.RunAsync("apply", "-f", Path.Combine(SourceFolder.Root, "samples/install/rbac.yaml"))));

    private static (int, string) Ended(KubectlResult result) => (result.ExitCode, result.Errors);

    private static async Task UntilAsync(Func<bool> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Bound, $"not within {Bound}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
