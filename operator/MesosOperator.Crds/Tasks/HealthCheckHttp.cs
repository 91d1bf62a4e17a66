using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Tasks;

/// <summary>A health check by HTTP.</summary>
public sealed record HealthCheckHttp
{
    /// <summary>The port.</summary>
    [Required, Bounds(1, 65535)]
    public int Port { get; init; }

    /// <summary>The path.</summary>
    [Bounds(1, 2048)]
    [Rule("self.startsWith('/')", "must begin with a slash")]
    public string Path { get; init; } = "/";

    /// <summary>The protocol.</summary>
    public HealthCheckScheme Scheme { get; init; }
}
