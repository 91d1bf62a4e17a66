using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Resources;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Operators;

/// <summary>Quotas as operators read them: what is guaranteed in the old form too.</summary>
public static class QuotaToWire
{
    /// <summary>The quotas of all roles that have one.</summary>
    public static Wire.Quota.QuotaStatus Map(MasterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var status = new Wire.Quota.QuotaStatus();
        foreach (var (role, quota) in view.Quotas)
        {
#pragma warning disable CS0612 // Tools still read the old form.
            status.Infos.Add(new Wire.Quota.QuotaInfo { Role = role.Value, Guarantee = { quota.Guarantees.Items.Select(Resource) } });
#pragma warning restore CS0612
            var config = new Wire.Quota.QuotaConfig { Role = role.Value };
            foreach (var guarantee in quota.Guarantees.Items)
            {
                config.Guarantees.Add(guarantee.Name, new Wire.Value.Types.Scalar { Value = guarantee.Amount.ToUnits() });
            }

            foreach (var limit in quota.Limits.Items)
            {
                config.Limits.Add(limit.Name, new Wire.Value.Types.Scalar { Value = limit.Amount.ToUnits() });
            }

            status.Configs.Add(config);
        }

        return status;
    }

    /// <summary>A quantity as a resource that is nobody's.</summary>
    internal static Wire.Resource Resource(ResourceQuantity quantity) => new()
    {
        Name = quantity.Name,
        Type = Wire.Value.Types.Type.Scalar,
        Scalar = new Wire.Value.Types.Scalar { Value = quantity.Amount.ToUnits() },
    };
}
