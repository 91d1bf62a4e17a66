using System.Collections.Immutable;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Agents;

/// <summary>What of an agent must outlive the master and cannot be asked of the agent itself.</summary>
/// <param name="Epoch">How often tasks on it were given up.</param>
/// <param name="GivenUp">Those of which a copy may still be there.</param>
/// <param name="Kept">What operations have made of the resources of a node, which keeps nothing itself; empty for a host.</param>
public sealed record AgentBooks(long Epoch, ImmutableArray<GivenUpTask> GivenUp, ResourceSet Kept)
{
    /// <summary>Nothing is to be remembered.</summary>
    public static readonly AgentBooks Empty = new(0, [], ResourceSet.Empty);

    /// <summary>Whether nothing is to be remembered.</summary>
    public bool IsEmpty => Epoch == 0 && GivenUp.IsEmpty && Kept.IsEmpty;
}
