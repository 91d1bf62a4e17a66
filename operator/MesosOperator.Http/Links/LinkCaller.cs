using MesosOperator.Runtime.Joining;

namespace MesosOperator.Http.Links;

/// <summary>Who is at the other end of a link, as far as that is proven.</summary>
/// <param name="Address">Where it calls from.</param>
/// <param name="Identity">As in its certificate; empty when it has none, null when nobody asks.</param>
/// <param name="Proof">What its certificate proves; null without one.</param>
internal sealed record LinkCaller(string Address, string? Identity, AgentProof? Proof);
