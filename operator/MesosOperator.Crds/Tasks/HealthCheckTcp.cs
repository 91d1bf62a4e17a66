using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>A health check by TCP.</summary>
public sealed record HealthCheckTcp
{
    /// <summary>The port.</summary>
    [Required, Bounds(1, 65535)]
    public int Port { get; init; }
}
