using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Pools;

/// <summary>Where machines can be had.</summary>
public enum CloudProvider
{
    /// <summary>Amazon Web Services.</summary>
    [JsonStringEnumMemberName("aws")]
    Aws,

    /// <summary>Azure.</summary>
    [JsonStringEnumMemberName("azure")]
    Azure,

    /// <summary>Google Compute Engine.</summary>
    [JsonStringEnumMemberName("gce")]
    Gce,

    /// <summary>The operator's own host: each machine is a process. To try things out.</summary>
    [JsonStringEnumMemberName("local")]
    Local,
}
