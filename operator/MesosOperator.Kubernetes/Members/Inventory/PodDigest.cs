using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>
/// What matters of somebody else's Pod: where it is, and what it asks for. There may be hundreds of thousands, so only these
/// few fields are read, and fewer are kept.
/// </summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = "Pod", PluralName = "pods")]
internal sealed class PodDigest : IKubernetesObject<V1ObjectMeta>
{
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "v1";

    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "Pod";

    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>As the server says it; null once it is <see cref="Trim"/>med.</summary>
    [JsonPropertyName("spec")]
    public PodDigestSpec? Spec { get; set; }

    /// <summary>Its node; null while it waits for one.</summary>
    [JsonIgnore]
    public string? Node { get; private set; }

    /// <summary>What is set aside for it.</summary>
    [JsonIgnore]
    public NodeAmounts Requests { get; private set; }

    /// <summary>Keeps what matters, and of its identity what tells it from others.</summary>
    public static void Trim(IKubernetesObject<V1ObjectMeta> resource)
    {
        if (resource is not PodDigest { Spec: { } spec } digest)
            return;
        (digest.Node, digest.Requests, digest.Spec) = (spec.NodeName is { Length: > 0 } node ? string.Intern(node) : null, spec.Requests(), null);
        digest.Metadata = new V1ObjectMeta
        {
            Name = digest.Metadata.Name,
            NamespaceProperty = string.Intern(digest.Metadata.NamespaceProperty ?? ""),
            Uid = digest.Metadata.Uid,
            ResourceVersion = digest.Metadata.ResourceVersion,
        };
    }
}
