using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Frameworks;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mesos.V1.Master;
using Mapped = MesosOperator.Protocol.Mesos.V1.Master.Response.Types.GetFrameworks.Types.Framework;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Frameworks as operators read them.</summary>
public static class FrameworksToWire
{
    /// <summary>All frameworks, those that are gone too.</summary>
    public static Response.Types.GetFrameworks Map(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var agents = view.Agents.ToDictionary(agent => agent.Id, agent => agent.Info);
        return new()
        {
            Frameworks = { view.Frameworks.Select(framework => Map(framework, agents)) },
            CompletedFrameworks = { view.CompletedFrameworks.Select(framework => Map(framework, agents)) },
        };
    }

    /// <summary>A framework's description under its id.</summary>
    internal static Wire.FrameworkInfo Info(FrameworkId id, FrameworkInfo info) => FrameworkToWire.Map(info with { Id = id });

    /// <summary>A framework by itself, without what it uses and is offered.</summary>
    internal static Mapped Map(KnownFramework framework) => new()
    {
        FrameworkInfo = Info(framework.Id, framework.Info),
        Active = framework.IsConnected,
        Connected = framework.IsConnected,
        Recovered = !framework.IsConnected,
        RegisteredTime = Instants.ToWire(framework.RegisteredAt),
        ReregisteredTime = framework.ReregisteredAt is { } again ? Instants.ToWire(again) : null,
        OfferConstraints = ConstraintsToWire.Map(framework.Constraints),
    };

    private static Mapped Map(FrameworkView framework, Dictionary<AgentId, AgentInfo> agents)
    {
        var isConnected = framework.State == FrameworkState.Connected;
        return new()
        {
            FrameworkInfo = Info(framework.Id, framework.Info),
            Active = isConnected,
            Connected = isConnected,
            Recovered = false,
            RegisteredTime = Instants.ToWire(framework.RegisteredAt),
            ReregisteredTime = framework.ReregisteredAt is { } again ? Instants.ToWire(again) : null,
            UnregisteredTime = framework.UnregisteredAt is { } gone ? Instants.ToWire(gone) : null,
            Offers =
            {
                framework.Offers.Where(offer => agents.ContainsKey(offer.AgentId))
                    .Select(offer => OffersToWire.Map(new OffersMade.Item(offer, agents[offer.AgentId], []), framework.Info.Capabilities)),
            },
            InverseOffers =
            {
                framework.InverseOffers.Where(offer => agents.ContainsKey(offer.AgentId))
                    .Select(offer => InverseOffersToWire.Map(offer, agents[offer.AgentId])),
            },
            AllocatedResources = { ByRole(framework.Holdings.Select(held => (held.Role, held.Resources))) },
            OfferedResources = { ByRole(framework.Offers.Select(offer => (offer.Role, offer.Resources))) },
            OfferConstraints = ConstraintsToWire.Map(framework.Constraints),
        };
    }

    private static IEnumerable<Wire.Resource> ByRole(IEnumerable<(RoleName Role, ResourceSet Resources)> held) => held
        .GroupBy(item => item.Role)
        .OrderBy(role => role.Key)
        .SelectMany(role => OperatorResources.Of(role.Aggregate(ResourceSet.Empty, (sum, next) => sum + next.Resources), role.Key));
}
