using MesosOperator.Core.Frameworks;
using MesosOperator.Protocol.Mapping.Labels;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>A framework's description as agents and operators read it.</summary>
public static class FrameworkToWire
{
    /// <summary>Maps a description.</summary>
    public static Wire.FrameworkInfo Map(FrameworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var mapped = new Wire.FrameworkInfo
        {
            User = info.User,
            Name = info.Name,
            FailoverTimeout = info.FailoverTimeout.TotalSeconds,
            Checkpoint = info.Checkpoint,
            Labels = LabelsToWire.Map(info.Labels),
            Capabilities = { FrameworkCapabilityNames.ToWire(info.Capabilities) },
            Id = info.Id is { } id ? new Wire.FrameworkID { Value = id.Value } : null,
        };
        AddRoles(info, mapped);
        OfferFilters.AddTo(mapped, info.MinAllocatable);
        if (info.Hostname is { } hostname)
        {
            mapped.Hostname = hostname;
        }

        if (info.Principal is { } principal)
        {
            mapped.Principal = principal;
        }

        if (info.WebUiUrl is { } url)
        {
            mapped.WebuiUrl = url;
        }

        return mapped;
    }

    private static void AddRoles(FrameworkInfo info, Wire.FrameworkInfo mapped)
    {
        if (info.Can(FrameworkCapabilities.MultiRole))
        {
            mapped.Roles.AddRange(info.Roles.Select(role => role.Value));
            return;
        }

#pragma warning disable CS0612 // A framework without MULTI_ROLE has the old field.
        mapped.Role = info.Roles[0].Value;
#pragma warning restore CS0612
    }
}
