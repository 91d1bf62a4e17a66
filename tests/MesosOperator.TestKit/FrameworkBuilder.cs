using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.TestKit;

/// <summary>Describes a framework; each step gives a new builder.</summary>
public sealed class FrameworkBuilder(FrameworkInfo info)
{
    public FrameworkInfo Info { get; } = info;

    public FrameworkBuilder InRole(params string[] roles) =>
        new(Info with { Roles = [.. roles.Select(role => new RoleName(role))] });

    public FrameworkBuilder Able(FrameworkCapabilities capability) =>
        new(Info with { Capabilities = Info.Capabilities | capability });

    public FrameworkBuilder PartitionAware() => Able(FrameworkCapabilities.PartitionAware);

    /// <summary>Its tasks outlive its connection for so long.</summary>
    public FrameworkBuilder OutlivedFor(TimeSpan failoverTimeout) => new(Info with { FailoverTimeout = failoverTimeout });

    public FrameworkBuilder Known(FrameworkId id) => new(Info with { Id = id });

    public FrameworkBuilder WithPrincipal(string principal) => new(Info with { Principal = principal });

    public static implicit operator FrameworkInfo(FrameworkBuilder builder) => builder.Info;
}
