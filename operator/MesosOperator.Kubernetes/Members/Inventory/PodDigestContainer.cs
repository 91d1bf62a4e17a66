using System.Text.Json.Serialization;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>What a container asks for.</summary>
internal sealed class PodDigestContainer
{
    [JsonPropertyName("resources")]
    public PodDigestResources? Resources { get; set; }

    /// <summary><c>Always</c> for an init container that stays.</summary>
    [JsonPropertyName("restartPolicy")]
    public string? RestartPolicy { get; set; }

    /// <summary>Of what has a limit and no request, the limit is set aside; servers fill that in.</summary>
    public NodeAmounts Requests() => Resources?.Requests ?? default;
}
