using System.Text.Json.Nodes;
using k8s.Models;
using MesosOperator.Kubernetes.Access;
using MesosOperator.Kubernetes.Reconciling.Informers;
using MesosOperator.Kubernetes.Tests.Support;
using MesosOperator.Runtime.Access;
using MesosOperator.TestKit.Kubernetes;
using Microsoft.Extensions.Logging.Abstractions;

namespace MesosOperator.Kubernetes.Tests.Access;

/// <summary>A fake API server that says who is who and who may do what, and those who ask it.</summary>
internal sealed class AccessWorld
{
    public const string OperatorNamespace = "mesos";

    private readonly Cluster _cluster;
    private readonly Reviewer _reviewer;

    public AccessWorld(Cluster cluster, KubernetesAccessOptions? options = null)
    {
        _cluster = cluster;
        Options = options ?? new KubernetesAccessOptions { Namespace = OperatorNamespace };
        _reviewer = new(cluster.Server, new ReviewSlots(Options.AskedMax, Options.WaitingMax), NullLogger<Reviewer>.Instance);
        Tokens = new(_reviewer, Options, cluster.Run.Time);
        Subjects = new(_reviewer, Options, cluster.Run.Time);
        cluster.Api.AnswerReviews("tokenreviews", spec =>
        {
            TokenSpecs.Add(spec.DeepClone().AsObject());
            return TokenStatus((string)spec["token"]!);
        });
        cluster.Api.AnswerReviews("subjectaccessreviews", spec =>
        {
            SubjectSpecs.Add(spec.DeepClone().AsObject());
            return new JsonObject { ["allowed"] = Allows(spec) };
        });
    }

    public KubernetesAccessOptions Options { get; }

    public TokenAuthenticator Tokens { get; }

    public SubjectAuthorizer Subjects { get; }

    public List<JsonObject> TokenSpecs { get; } = [];

    public List<JsonObject> SubjectSpecs { get; } = [];

    /// <summary>Knows the token <c>good</c>.</summary>
    public Func<string, JsonObject> TokenStatus { get; set; } = token => token == "good"
        ? new JsonObject
        {
            ["authenticated"] = true,
            ["user"] = new JsonObject
            {
                ["username"] = "system:serviceaccount:team:spark",
                ["groups"] = new JsonArray("system:serviceaccounts", "system:authenticated"),
            },
        }
        : new JsonObject { ["authenticated"] = false, ["error"] = "expired" };

    public Func<JsonObject, bool> Allows { get; set; } = _ => true;

    public async Task<Authentication> AuthenticateAsync(string token) => await Tokens.AuthenticateAsync(new Credential.Bearer(token), _cluster.Stop);

    public async Task<Authorization> AuthorizeAsync(Principal principal, AccessRequest request) =>
        await Subjects.AuthorizeAsync(principal, request, _cluster.Stop);

    public SecretCredentials Credentials()
    {
        var informer = new Informer<V1Secret>(
            _cluster.Client<V1Secret>("test"), SecretCredentials.Followed(Options), _cluster.Backoff(), _cluster.Run.Time, _cluster.Metrics,
            NullLogger<Informer<V1Secret>>.Instance);
        return new(informer, Options, NullLogger<SecretCredentials>.Instance);
    }

    public V1Secret Secret(string name, params (string Name, string Value)[] credentials) => new()
    {
        ApiVersion = "v1",
        Kind = "Secret",
        Metadata = new V1ObjectMeta { Name = name, NamespaceProperty = Options.Namespace },
        Data = credentials.ToDictionary(item => item.Name, item => System.Text.Encoding.UTF8.GetBytes(item.Value)),
    };
}
