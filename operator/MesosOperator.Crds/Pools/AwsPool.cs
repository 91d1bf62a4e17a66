using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>What Amazon Web Services needs to know.</summary>
public sealed record AwsPool
{
    /// <summary>The region.</summary>
    [Required, Immutable, Bounds(1, 64)]
    public string Region { get; init; } = "";

    /// <summary>The image of the machines.</summary>
    [Required, Bounds(1, 255)]
    public string ImageId { get; init; } = "";

    /// <summary>The subnets to use; they say the zones too.</summary>
    [Required, Bounds(1, 16), Unique]
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>The security groups of the machines.</summary>
    [Bounds(0, 16), Unique]
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>The instance profile of the machines.</summary>
    [Bounds(1, 255)]
    public string? InstanceProfile { get; init; }
}
