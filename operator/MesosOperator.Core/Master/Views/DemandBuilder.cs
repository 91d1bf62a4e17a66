using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Master.Views;

/// <summary>Lays the demands of a framework into the offers that it holds, in the order in which they were stated.</summary>
internal static class DemandBuilder
{
    /// <summary>What a framework without a stream demands cannot be offered; it shows as nothing.</summary>
    public static ImmutableArray<DemandView> Build(Framework framework)
    {
        if (framework.Demands.IsEmpty || !framework.IsConnected)
            return [];
        var room = framework.Offers.Values.Select(offer => (offer.Role, Left: offer.Resources.Quantities)).ToArray();
        var views = ImmutableArray.CreateBuilder<DemandView>(framework.Demands.Length);
        foreach (var demand in framework.Demands)
        {
            if (framework.SuppressedRoles.Contains(demand.Role))
                continue;
            var unmet = demand.Count;
            for (var index = 0; index < room.Length && unmet > 0; index++)
            {
                if (room[index].Role != demand.Role)
                    continue;
                var fitting = (int)Math.Min(unmet, Fitting(demand.Resources, room[index].Left));
                room[index].Left -= demand.Resources * fitting;
                unmet -= fitting;
            }

            views.Add(new(demand, unmet));
        }

        return views.ToImmutable();
    }

    private static long Fitting(ResourceQuantities need, ResourceQuantities room) => need.Items.Min(item => room.Get(item.Name).Milli / item.Amount.Milli);
}
