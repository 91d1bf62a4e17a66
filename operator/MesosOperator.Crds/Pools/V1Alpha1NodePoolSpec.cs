using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Pools;

/// <summary>Which machines a pool may have, how many, and what becomes of them.</summary>
[Rule("self.min <= self.max", "min is more than max")]
[Rule("(self.provider == 'aws') == has(self.aws)", "aws goes with the provider aws, and with no other")]
[Rule("(self.provider == 'azure') == has(self.azure)", "azure goes with the provider azure, and with no other")]
[Rule("(self.provider == 'gce') == has(self.gce)", "gce goes with the provider gce, and with no other")]
public sealed record V1Alpha1NodePoolSpec
{
    /// <summary>Where the machines are.</summary>
    [Required, Immutable]
    public CloudProvider Provider { get; init; }

    /// <summary>What Amazon Web Services needs to know.</summary>
    public AwsPool? Aws { get; init; }

    /// <summary>What Azure needs to know.</summary>
    public AzurePool? Azure { get; init; }

    /// <summary>What Google Compute Engine needs to know.</summary>
    public GcePool? Gce { get; init; }

    /// <summary>The machines that are there even when nobody needs them; kubectl scale sets it.</summary>
    [Bounds(0, 10000)]
    public int Min { get; init; }

    /// <summary>The most machines.</summary>
    [Required, Bounds(0, 10000)]
    public int Max { get; init; }

    /// <summary>The most that all machines together may have, and cost.</summary>
    public PoolLimits? Limits { get; init; }

    /// <summary>The types of machines that may be used, as the cloud names them; an asterisk stands for any characters.</summary>
    [Bounds(0, 64), Unique]
    public IReadOnlyList<string>? MachineTypes { get; init; }

    /// <summary>The zones that may be used; all of the region where nothing is said.</summary>
    [Bounds(0, 16), Unique]
    public IReadOnlyList<string>? Zones { get; init; }

    /// <summary>Whether machines may be bought that the cloud can take back; never where nothing is said.</summary>
    public SpotPolicy? Spot { get; init; }

    /// <summary>What the agents of the pool are like.</summary>
    public PoolAgents Agents { get; init; } = new();

    /// <summary>When machines go.</summary>
    public ScaleDownPolicy ScaleDown { get; init; } = new();

    /// <summary>Within which time a machine must register its agent; one that does not is replaced.</summary>
    [Bounds(30, 86400)]
    public int RegistrationTimeoutSeconds { get; init; } = 900;

    /// <summary>After how long a machine is replaced by a new one; never where nothing is said.</summary>
    [Bounds(600, 31536000)]
    public int? ExpireAfterSeconds { get; init; }

    /// <summary>What the operator does with its plans for the pool.</summary>
    public PoolMode Mode { get; init; }
}
