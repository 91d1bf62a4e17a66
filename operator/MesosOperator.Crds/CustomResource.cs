using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace MesosOperator.Crds;

/// <summary>An object of one of our kinds.</summary>
public abstract class CustomResource<TSpec, TStatus>(string kind) : IKubernetesObject<V1ObjectMeta>, ISpec<TSpec>, IStatus<TStatus?>
    where TSpec : new()
    where TStatus : ResourceStatus
{
    /// <summary>Group and version.</summary>
    [JsonPropertyOrder(-5)]
    public string ApiVersion { get; set; } = ApiGroup.NameAndVersion;

    /// <summary>The kind.</summary>
    [JsonPropertyOrder(-4)]
    public string Kind { get; set; } = kind;

    /// <summary>Name, namespace, labels and so on.</summary>
    [JsonPropertyOrder(-3)]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>What is wanted.</summary>
    [JsonPropertyOrder(-2)]
    public TSpec Spec { get; set; } = new();

    /// <summary>What was observed; null before the operator has looked.</summary>
    [JsonPropertyOrder(-1)]
    public TStatus? Status { get; set; }
}
