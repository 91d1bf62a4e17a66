using System.Collections.Immutable;

namespace MesosOperator.Core.Master.Effects;

/// <summary>What follows from a command. The order is part of the type: everything in the first list is durable before anything of the second leaves the process.</summary>
public sealed record EffectBatch(ImmutableArray<Persist> First, ImmutableArray<Notify> Afterwards)
{
    /// <summary>Nothing follows.</summary>
    public static readonly EffectBatch None = new([], []);
}
