using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>What is used and offered of each agent, role by role, added up once from a picture.</summary>
public sealed class AgentHoldings
{
    private readonly Dictionary<AgentId, SortedDictionary<RoleName, ResourceSet>> _used = [];
    private readonly Dictionary<AgentId, SortedDictionary<RoleName, ResourceSet>> _offered = [];

    /// <summary>Adds up a picture.</summary>
    public AgentHoldings(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        foreach (var held in view.Frameworks.SelectMany(framework => framework.Holdings))
        {
            Add(_used, held.AgentId, held.Role, held.Resources);
        }

        foreach (var offer in view.Offers)
        {
            Add(_offered, offer.AgentId, offer.Role, offer.Resources);
        }
    }

    /// <summary>What tasks and executors use.</summary>
    public IEnumerable<Wire.Resource> Used(AgentId agent) => Of(_used, agent);

    /// <summary>What offers hold.</summary>
    public IEnumerable<Wire.Resource> Offered(AgentId agent) => Of(_offered, agent);

    private static void Add(Dictionary<AgentId, SortedDictionary<RoleName, ResourceSet>> sums, AgentId agent, RoleName role, ResourceSet resources)
    {
        if (!sums.TryGetValue(agent, out var byRole))
        {
            sums.Add(agent, byRole = []);
        }

        byRole[role] = byRole.GetValueOrDefault(role, ResourceSet.Empty) + resources;
    }

    private static IEnumerable<Wire.Resource> Of(Dictionary<AgentId, SortedDictionary<RoleName, ResourceSet>> sums, AgentId agent) =>
        sums.TryGetValue(agent, out var byRole) ? OperatorResources.Of(byRole) : [];
}
