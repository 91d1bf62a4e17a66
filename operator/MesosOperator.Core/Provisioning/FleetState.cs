using System.Collections.Immutable;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Provisioning;

/// <summary>What a plan is made from.</summary>
/// <param name="Needs">What roles need beyond what they are offered.</param>
/// <param name="Pools">The pools that plans are carried out for.</param>
/// <param name="Limits">The most that the machines of all pools may be.</param>
/// <param name="Unavailable">What clouds ran out of lately.</param>
/// <param name="Now">The time.</param>
public sealed record FleetState(ImmutableArray<Need> Needs, ImmutableArray<Pool> Pools, MachineLimits Limits, UnavailableCapacity Unavailable, Instant Now);
