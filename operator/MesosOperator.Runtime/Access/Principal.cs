using System.Collections.Immutable;

namespace MesosOperator.Runtime.Access;

/// <summary>Who calls. The name is that of Mesos' principal, and empty for nobody in particular.</summary>
public sealed record Principal(PrincipalKind Kind, string Name)
{
    /// <summary>Whoever it is.</summary>
    public static readonly Principal Anonymous = new(PrincipalKind.Anonymous, "");

    /// <summary>The groups that Kubernetes says it is in; empty for others.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>The name for what is known by principals; null where nobody is proven.</summary>
    public string? ProvenName => Kind == PrincipalKind.Anonymous ? null : Name;
}
