using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Agents;

/// <summary>What users want of an agent.</summary>
public sealed record V1Alpha1AgentSpec
{
    /// <summary>Whether its resources are no longer offered. Its tasks go on.</summary>
    public bool Deactivated { get; init; }

    /// <summary>Cuts its connection and lets it come no more, whatever certificate it shows. Its tasks run on, unseen: drain it first.</summary>
    public bool Revoked { get; init; }

    /// <summary>Kills its tasks and offers its resources no longer, until this is taken away again.</summary>
    public AgentDrain? Drain { get; init; }

    /// <summary>What to keep for roles, of resources that nobody else has reserved.</summary>
    [Bounds(0, 64)]
    public IReadOnlyList<ReservedResources>? Reservations { get; init; }
}
