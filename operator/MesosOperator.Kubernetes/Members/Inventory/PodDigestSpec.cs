using System.Text.Json.Serialization;

namespace MesosOperator.Kubernetes.Members.Inventory;

/// <summary>The part of a Pod's spec from which follows what its node sets aside for it.</summary>
internal sealed class PodDigestSpec
{
    [JsonPropertyName("nodeName")]
    public string? NodeName { get; set; }

    [JsonPropertyName("containers")]
    public IReadOnlyList<PodDigestContainer>? Containers { get; set; }

    [JsonPropertyName("initContainers")]
    public IReadOnlyList<PodDigestContainer>? InitContainers { get; set; }

    [JsonPropertyName("overhead")]
    [JsonConverter(typeof(AmountsConverter))]
    public NodeAmounts Overhead { get; set; }

    /// <summary>
    /// As kube-scheduler counts: containers run together, init containers one after the other before them, and those that are
    /// restarted stay.
    /// </summary>
    public NodeAmounts Requests()
    {
        var (together, starting, staying) = (new NodeAmounts(), new NodeAmounts(), new NodeAmounts());
        foreach (var container in Containers ?? [])
            together += container.Requests();
        foreach (var container in InitContainers ?? [])
        {
            var requests = container.Requests();
            if (container.RestartPolicy == "Always")
                staying += requests;
            else
                starting = NodeAmounts.Max(starting, requests + staying);
        }

        return NodeAmounts.Max(together + staying, starting) + Overhead;
    }
}
