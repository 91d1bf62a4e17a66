using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Allocation;

/// <summary>Refused resources: the same or less of them is not offered again until the filter is lifted.</summary>
public sealed record OfferFilter(ResourceSet Refused, Instant Until);
