using System.Text.Json.Serialization;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>The requests of a container.</summary>
internal sealed class PodDigestResources
{
    [JsonPropertyName("requests")]
    [JsonConverter(typeof(AmountsConverter))]
    public NodeAmounts Requests { get; set; }
}
