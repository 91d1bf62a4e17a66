using System.Text.Json.Serialization;
using k8s.Models;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>The requests of a container.</summary>
internal sealed class PodDigestResources
{
    [JsonPropertyName("requests")]
    public IReadOnlyDictionary<string, ResourceQuantity>? Requests { get; set; }
}
