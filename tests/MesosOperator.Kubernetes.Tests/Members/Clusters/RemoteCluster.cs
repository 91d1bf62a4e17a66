using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using MesosOperator.Kubernetes.Api;
using MesosOperator.TestKit.Kubernetes;

namespace MesosOperator.Kubernetes.Tests.Members.Clusters;

/// <summary>A member cluster with an API server of its own that behaves as a test says.</summary>
internal sealed class RemoteCluster
{
    private readonly HashSet<string> _forbidden = [];

    public RemoteCluster(string name, TimeProvider time, int number)
    {
        Name = name;
        Api = new FakeKubeApi(time, 100_000 * number);
        Api.AnswerReviews("selfsubjectaccessreviews", ReviewOf);
        var user = new ApiServer(Api.Connect("user"), time, TimeSpan.FromDays(1));
        (Namespaces, Nodes, Pods, Quotas) = (new(user, "user"), new(user, "user"), new(user, "user"), new(user, "user"));
    }

    public string Name { get; }

    public FakeKubeApi Api { get; }

    public ResourceClient<V1Namespace> Namespaces { get; }

    public ResourceClient<V1Node> Nodes { get; }

    public ResourceClient<V1Pod> Pods { get; }

    public ResourceClient<V1ResourceQuota> Quotas { get; }

    /// <summary>What the operator has asked, in order.</summary>
    public IEnumerable<FakeRequest> Asked => Api.Requests.Where(request => request.Client != "user");

    /// <summary>Something goes wrong with requests of the operator until the fault's number is set to 0.</summary>
    public FakeFault Fail(int? status, TimeSpan delay = default, TimeSpan? retryAfter = null, Func<FakeRequest, bool>? when = null)
    {
        var fault = new FakeFault(request => request.Client != "user" && (when is null || when(request)))
        {
            Times = int.MaxValue,
            Status = status,
            Delay = delay,
            RetryAfter = retryAfter,
        };
        Api.Add(fault);
        return fault;
    }

    /// <summary>Rights that the operator does not have, such as <c>list nodes</c>.</summary>
    public void Forbid(params string[] rights) => _forbidden.UnionWith(rights);

    public void AllowAll() => _forbidden.Clear();

    public async Task AddNodesAsync(int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            var node = new V1Node
            {
                Metadata = new V1ObjectMeta { Name = $"{Name}-{number:0000}" },
                Spec = new V1NodeSpec(),
                Status = new V1NodeStatus
                {
                    Allocatable = new Dictionary<string, ResourceQuantity> { ["cpu"] = new("4"), ["memory"] = new("1Gi") },
                    Conditions = [new V1NodeCondition { Type = "Ready", Status = "True" }],
                },
            };
            var status = new JsonObject { ["status"] = JsonNode.Parse(KubernetesJson.Serialize(node.Status)) };
            await Nodes.CreateAsync(node, CancellationToken.None);
            await Nodes.PatchAsync(new("", node.Metadata.Name), "status", ResourcePatch.Merge(status), CancellationToken.None);
        }
    }

    private JsonObject ReviewOf(JsonObject spec)
    {
        var asked = spec["resourceAttributes"]!;
        var part = (string?)asked["subresource"] is { } subresource ? $"/{subresource}" : "";
        return new() { ["allowed"] = !_forbidden.Contains($"{asked["verb"]} {asked["resource"]}{part}") };
    }
}
