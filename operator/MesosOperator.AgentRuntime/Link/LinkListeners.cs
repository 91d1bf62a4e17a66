namespace MesosOperator.AgentRuntime.Link;

/// <summary>Who hears what happens on the link.</summary>
/// <param name="Link">The agent.</param>
/// <param name="Tunnels">Who dials tunnels that the operator asks for.</param>
internal sealed record LinkListeners(ILinkListener Link, ITunnelOpener Tunnels);
