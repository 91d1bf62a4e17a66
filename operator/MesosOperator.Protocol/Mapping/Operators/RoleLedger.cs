using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>
/// Adds up what each role has, from a picture. The roles are those that frameworks have, that anything is reserved for, and
/// that have a weight or a quota of their own.
/// </summary>
public static class RoleLedger
{
    /// <summary>The roles by name.</summary>
    public static IReadOnlyList<RoleEntry> Of(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (allocated, offered, reserved, consumed) = (new RoleTotals(), new RoleTotals(), new RoleTotals(), new RoleTotals());
        foreach (var held in view.Frameworks.SelectMany(framework => framework.Holdings))
        {
            allocated.Add(held.Role, held.Resources);
            consumed.AddUpwards(held.Role, held.Resources.UnreservedQuantities);
        }

        foreach (var offer in view.Offers)
        {
            offered.Add(offer.Role, offer.Resources);
        }

        foreach (var resource in view.Agents.SelectMany(agent => agent.Total.Items).Where(resource => resource.Traits.ReservedRole is not null))
        {
            var (role, only) = (new RoleName(resource.Traits.ReservedRole!), ResourceSet.Of(resource));
            reserved.Add(role, only);
            consumed.AddUpwards(role, only.Quantities);
        }

        var frameworks = view.Roles.Where(role => !role.Frameworks.IsEmpty).ToDictionary(role => role.Name, role => role.Frameworks);
        var names = frameworks.Keys.Concat(view.WeightsMilli.Keys).Concat(view.Quotas.Keys).Concat(reserved.Roles).Distinct().Order();
        return
        [
            .. names.Select(name => new RoleEntry(name)
            {
                Weight = view.WeightsMilli.GetValueOrDefault(name, Share.DefaultWeightMilli) / 1000.0,
                Quota = view.Quotas.GetValueOrDefault(name, Quota.None),
                Allocated = allocated.Of(name),
                Offered = offered.Of(name),
                Reserved = reserved.Of(name),
                Consumed = consumed.Of(name),
                Frameworks = frameworks.GetValueOrDefault(name, []),
            }),
        ];
    }
}
