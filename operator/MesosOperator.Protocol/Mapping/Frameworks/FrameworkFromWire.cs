using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Protocol.Mapping.Labels;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Frameworks;

/// <summary>What a framework says about itself.</summary>
public static class FrameworkFromWire
{
    /// <summary>The longest duration that Mesos can say: 64 bits of nanoseconds.</summary>
    private const double LongestSeconds = 9_223_372_036;

    /// <summary>Maps a description; an id that holds an empty text counts as absent.</summary>
    public static MappedFramework Map(Wire.FrameworkInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        var capabilities = FrameworkCapabilityNames.FromWire(info.Capabilities);
        var isTimeoutFine = Math.Abs(info.FailoverTimeout) <= LongestSeconds;
        var mapped = new FrameworkInfo(info.User, info.Name)
        {
            Id = string.IsNullOrEmpty(info.Id?.Value) ? null : new FrameworkId(info.Id.Value),
            FailoverTimeout = isTimeoutFine ? TimeSpan.FromSeconds(info.FailoverTimeout) : TimeSpan.Zero,
            Checkpoint = info.Checkpoint,
            Capabilities = capabilities,
            Roles = Roles(info, capabilities),
            MinAllocatable = OfferFilters.FromWire(info),
            Hostname = info.HasHostname ? info.Hostname : null,
            Principal = info.HasPrincipal ? info.Principal : null,
            WebUiUrl = info.HasWebuiUrl ? info.WebuiUrl : null,
            Labels = LabelsFromWire.Map(info.Labels),
        };
        return new(mapped, Defect(info, mapped) ?? (isTimeoutFine ? null : $"The framework failover_timeout ({info.FailoverTimeout}) is invalid: out of range"));
    }

#pragma warning disable CS0612 // Frameworks without MULTI_ROLE still use the old field.
    private static ImmutableArray<RoleName> Roles(Wire.FrameworkInfo info, FrameworkCapabilities capabilities) =>
        (capabilities & FrameworkCapabilities.MultiRole) != 0
            ? [.. info.Roles.Select(role => new RoleName(role))]
            : [new RoleName(info.Role)];

    private static string? Defect(Wire.FrameworkInfo info, FrameworkInfo mapped)
    {
        var isMultiRole = mapped.Can(FrameworkCapabilities.MultiRole);
        return isMultiRole && info.HasRole ? "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable"
            : !isMultiRole && info.Roles.Count > 0 ? "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable"
            : OfferFilters.Problem(info);
    }
#pragma warning restore CS0612
}
