using System.Text.Json.Serialization;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>The part of a Pod's metadata that tells it from others.</summary>
internal sealed class PodDigestMetadata
{
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    [JsonPropertyName("namespace")]
    public string? Namespace { get; set; }

    [JsonPropertyName("uid")]
    public string? Uid { get; set; }

    [JsonPropertyName("resourceVersion")]
    public string? ResourceVersion { get; set; }
}
