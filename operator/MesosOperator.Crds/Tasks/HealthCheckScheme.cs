using System.Text.Json.Serialization;

namespace MesosOperator.Crds.Tasks;

/// <summary>The protocols of HTTP health checks.</summary>
public enum HealthCheckScheme
{
    /// <summary>Plain.</summary>
    [JsonStringEnumMemberName("http")]
    Http,

    /// <summary>Over TLS.</summary>
    [JsonStringEnumMemberName("https")]
    Https,
}
