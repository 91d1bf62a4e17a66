using MesosOperator.Crds.Schema;

namespace MesosOperator.Crds.Offers;

/// <summary>One thing to do with the resources of an offer.</summary>
[Rule("has(self.launch)", "names no operation; there is launch")]
public sealed record OfferOperation
{
    /// <summary>Starts tasks.</summary>
    public LaunchOperation? Launch { get; init; }
}
