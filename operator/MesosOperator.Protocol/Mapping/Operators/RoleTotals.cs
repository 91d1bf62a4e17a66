using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Sums of resources by role and name.</summary>
internal sealed class RoleTotals
{
    private readonly Dictionary<RoleName, Dictionary<string, long>> _milli = [];

    public IEnumerable<RoleName> Roles => _milli.Keys;

    /// <summary>Adds to the role itself; of ranges and sets the number of their items.</summary>
    public void Add(RoleName role, ResourceSet resources)
    {
        foreach (var resource in resources.Items)
        {
            Add(role, resource.Name, resource.Kind switch
            {
                ResourceKind.Ranges => Amount.MaxStatedMilli / 1000 < (long)Math.Min(long.MaxValue, resource.Ranges.Count())
                    ? Amount.MaxStatedMilli
                    : (long)resource.Ranges.Count() * 1000,
                ResourceKind.Set => resource.Set.Items.Length * 1000L,
                _ => resource.Amount.Milli,
            });
        }
    }

    /// <summary>Adds to the role and to all above it.</summary>
    public void AddUpwards(RoleName role, ResourceQuantities quantities)
    {
        for (var path = role.Value; ; path = path[..path.LastIndexOf('/')])
        {
            foreach (var quantity in quantities.Items)
            {
                Add(new(path), quantity.Name, quantity.Amount.Milli);
            }

            if (!path.Contains('/'))
            {
                return;
            }
        }
    }

    public ResourceQuantities Of(RoleName role) => _milli.TryGetValue(role, out var sums)
        ? ResourceQuantities.Of(sums.Select(sum => new ResourceQuantity(sum.Key, new Amount(sum.Value))))
        : ResourceQuantities.Empty;

    private void Add(RoleName role, string name, long milli)
    {
        if (!_milli.TryGetValue(role, out var sums))
        {
            _milli.Add(role, sums = new(StringComparer.Ordinal));
        }

        sums[name] = sums.GetValueOrDefault(name) + milli;
    }
}
