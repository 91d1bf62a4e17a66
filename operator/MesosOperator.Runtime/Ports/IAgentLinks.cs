using MesosOperator.Core.Agents;
using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Ports;

/// <summary>
/// The links of agents. Never waits and never fails: what a link cannot take ends that link alone, and the adapter
/// then says so by a command. An unknown link is one that just ended.
/// </summary>
public interface IAgentLinks
{
    /// <summary>Gives an agent an order, after all that was ordered on the link before.</summary>
    void Order(LinkId link, AgentOrder order);

    /// <summary>Ends a link after all that was ordered before.</summary>
    void End(LinkId link);
}
