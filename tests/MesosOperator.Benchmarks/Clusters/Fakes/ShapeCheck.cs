using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace MesosOperator.Benchmarks.Clusters.Fakes;

/// <summary>
/// Has a client that knows neither read a page of nodes and of Pods from the fake and from a real API server, which was given the
/// same: everything that the fake says is something that the real one says, too, and of the same kind.
/// </summary>
internal static class ShapeCheck
{
    public static async Task RunAsync(FakeClusters fakes, MemberServer real)
    {
        using var fake = fakes.Connect(0);
        using var server = real.Server.Connect();
        var (nodes, pods) = (await fake.ListNodeAsync(limit: 2), await fake.ListPodForAllNamespacesAsync(limit: 2, fieldSelector: "spec.nodeName!="));
        foreach (var node in nodes.Items)
            await GiveAsync(server, node);
        foreach (var pod in pods.Items)
            await GiveAsync(server, pod);
        Compare(nodes, await server.ListNodeAsync(limit: 1), "nodes");
        foreach (var pod in pods.Items)
            pod.Spec.AutomountServiceAccountToken = null;
        Compare(pods, await server.ListNamespacedPodAsync(MemberServer.OtherNamespace, limit: 1), "pods");
        foreach (var pod in pods.Items)
            await server.DeleteNamespacedPodAsync(pod.Metadata.Name, MemberServer.OtherNamespace, gracePeriodSeconds: 0);
        foreach (var node in nodes.Items)
            await server.DeleteNodeAsync(node.Metadata.Name);
    }

    private static async Task GiveAsync(k8s.Kubernetes server, V1Node node)
    {
        await server.CreateNodeAsync(new V1Node { Metadata = Given(node.Metadata), Spec = node.Spec });
        await server.PatchNodeStatusAsync(Patch(node.Status), node.Metadata.Name);
    }

    private static async Task GiveAsync(k8s.Kubernetes server, V1Pod pod)
    {
        pod.Spec.AutomountServiceAccountToken = false; // No controller makes tokens there.
        await server.CreateNamespacedPodAsync(new V1Pod { Metadata = Given(pod.Metadata), Spec = pod.Spec }, MemberServer.OtherNamespace);
        await server.PatchNamespacedPodStatusAsync(Patch(pod.Status), pod.Metadata.Name, MemberServer.OtherNamespace);
    }

    /// <summary>What a user may say of an object.</summary>
    private static V1ObjectMeta Given(V1ObjectMeta told) => new()
    {
        Name = told.Name,
        GenerateName = told.GenerateName,
        Labels = told.Labels,
        Annotations = told.Annotations,
        OwnerReferences = told.OwnerReferences,
    };

    private static V1Patch Patch(object status) =>
        new(new JsonObject { ["status"] = JsonNode.Parse(KubernetesJson.Serialize(status)) }.ToJsonString(), V1Patch.PatchType.MergePatch);

    private static void Compare(object fake, object real, string what)
    {
        var (known, said) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal));
        Collect(JsonNode.Parse(KubernetesJson.Serialize(real)), "", known);
        Collect(JsonNode.Parse(KubernetesJson.Serialize(fake)), "", said);
        said.ExceptWith(known);
        if (said.Count > 0)
            throw new InvalidOperationException($"A real server does not say this of {what}: {string.Join(", ", said)}");
    }

    /// <summary>Each path with the kind of its value; who owns which field depends on who wrote it.</summary>
    private static void Collect(JsonNode? node, string path, SortedSet<string> into)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map)
                    if (name != "fieldsV1")
                        Collect(value, $"{path}.{name}", into);
                break;
            case JsonArray list:
                foreach (var item in list)
                    Collect(item, path + "[]", into);
                break;
            default:
                into.Add($"{path} {node?.GetValueKind()}");
                break;
        }
    }
}
