using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>
/// What matters of somebody else's Pod: where it is, and what it asks for. There may be hundreds of thousands, so only these
/// few fields are read, and fewer are kept.
/// </summary>
[KubernetesEntity(Group = "", ApiVersion = "v1", Kind = "Pod", PluralName = "pods")]
internal sealed class PodDigest : IKubernetesObject<V1ObjectMeta>, IJsonOnDeserialized
{
    /// <inheritdoc/>
    [JsonIgnore]
    public string ApiVersion { get; set; } = "v1";

    /// <inheritdoc/>
    [JsonIgnore]
    public string Kind { get; set; } = "Pod";

    /// <summary>What tells it from others, and nothing else.</summary>
    [JsonIgnore]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>As the server says it; null once it is read.</summary>
    [JsonPropertyName("metadata")]
    public PodDigestMetadata? ReadMetadata { get; set; }

    /// <summary>As the server says it; null once it is read.</summary>
    [JsonPropertyName("spec")]
    public PodDigestSpec? Spec { get; set; }

    /// <summary>Its node; null while it waits for one.</summary>
    [JsonIgnore]
    public string? Node { get; private set; }

    /// <summary>What is set aside for it.</summary>
    [JsonIgnore]
    public NodeAmounts Requests { get; private set; }

    /// <inheritdoc/>
    public void OnDeserialized()
    {
        Metadata = new V1ObjectMeta
        {
            Name = ReadMetadata?.Name,
            NamespaceProperty = ReadMetadata?.Namespace,
            Uid = ReadMetadata?.Uid,
            ResourceVersion = ReadMetadata?.ResourceVersion,
        };
        (Node, Requests) = (Spec?.NodeName is { Length: > 0 } node ? node : null, Spec?.Requests() ?? default);
        (ReadMetadata, Spec) = (null, null);
    }

    /// <summary>Says with the same words what others say.</summary>
    public void Share(WordPool words)
    {
        Node = words.Find(Node);
        Metadata.NamespaceProperty = words.Find(Metadata.NamespaceProperty);
    }
}
