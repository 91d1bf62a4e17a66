using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Crds.Frameworks;

namespace MesosOperator.Kubernetes.Mapping;

/// <summary>A framework's object as the core knows frameworks, and back.</summary>
internal static class FrameworkMapping
{
    private static readonly (FrameworkCapability Object, FrameworkCapabilities Core)[] Capabilities =
    [
        (FrameworkCapability.RevocableResources, FrameworkCapabilities.RevocableResources),
        (FrameworkCapability.TaskKillingState, FrameworkCapabilities.TaskKillingState),
        (FrameworkCapability.GpuResources, FrameworkCapabilities.GpuResources),
        (FrameworkCapability.SharedResources, FrameworkCapabilities.SharedResources),
        (FrameworkCapability.PartitionAware, FrameworkCapabilities.PartitionAware),
        (FrameworkCapability.ReservationRefinement, FrameworkCapabilities.ReservationRefinement),
        (FrameworkCapability.RegionAware, FrameworkCapabilities.RegionAware),
    ];

    /// <summary>
    /// The framework's id: the one that its user gave it, or else the object's own identity, which no other object ever
    /// has. So it is known before anything was written.
    /// </summary>
    public static FrameworkId IdOf(V1Alpha1Framework framework) => new(framework.Spec.Id ?? framework.Metadata.Uid ?? "");

    /// <summary>The name in the Mesos API.</summary>
    public static string NameOf(V1Alpha1Framework framework) => framework.Spec.Name ?? framework.Metadata.Name;

    /// <summary>The framework that an object describes; its spec must be valid.</summary>
    public static FrameworkInfo InfoOf(V1Alpha1Framework framework)
    {
        var spec = framework.Spec;
        return new FrameworkInfo(spec.User ?? "", NameOf(framework))
        {
            Id = IdOf(framework),
            FailoverTimeout = FailoverTimeoutOf(framework),
            Checkpoint = spec.Checkpoint,
            Roles = [.. spec.Roles.Select(role => new RoleName(role))],
            Capabilities = Capabilities.Where(pair => spec.Capabilities?.Contains(pair.Object) == true)
                .Aggregate(FrameworkCapabilities.MultiRole, (all, pair) => all | pair.Core),
            MinAllocatable = ConstraintMapping.MinimumsOf(spec),
            Hostname = spec.Hostname,
            Principal = spec.Principal,
            WebUiUrl = spec.WebUiUrl,
            Labels = [.. (spec.Labels ?? new Dictionary<string, string>()).Select(label => new Label(label.Key, label.Value))],
        };
    }

    /// <summary>
    /// How long its tasks go on without it: what its object says or, if that is longer, what it said itself when it subscribed
    /// over HTTP last.
    /// </summary>
    public static TimeSpan FailoverTimeoutOf(V1Alpha1Framework framework) => TimeSpan.FromSeconds(
        framework.Spec.Transport == FrameworkTransport.Resource
            ? framework.Spec.FailoverTimeoutSeconds
            : Math.Max(framework.Spec.FailoverTimeoutSeconds, framework.Status?.FailoverTimeoutSeconds ?? 0));

    /// <summary>The roles for which an object wants no offers.</summary>
    public static ImmutableArray<RoleName> SuppressedRolesOf(V1Alpha1Framework framework) =>
        [.. (framework.Spec.SuppressedRoles ?? []).Select(role => new RoleName(role))];

    /// <summary>What a framework said that it would run.</summary>
    public static ImmutableArray<StatedDemand> DemandsOf(V1Alpha1Framework framework) =>
        [.. (framework.Spec.Demand ?? []).Select(demand => new StatedDemand(new RoleName(demand.Role), demand.Resources.ToQuantities(), demand.Count))];

    /// <summary>The object of a framework that subscribed without one.</summary>
    public static V1Alpha1FrameworkSpec SpecOf(FrameworkId id, FrameworkInfo info) => new()
    {
        Transport = FrameworkTransport.Http,
        Id = id.Value,
        Name = NullIfEmpty(info.Name),
        User = NullIfEmpty(info.User),
        Principal = NullIfEmpty(info.Principal),
        Roles = [.. info.Roles.Select(role => role.Value)],
        Capabilities = [.. Capabilities.Where(pair => info.Can(pair.Core)).Select(pair => pair.Object)],
        FailoverTimeoutSeconds = SecondsOf(info.FailoverTimeout),
        Checkpoint = info.Checkpoint,
        Hostname = NullIfEmpty(info.Hostname),
        WebUiUrl = NullIfEmpty(info.WebUiUrl),
        Labels = info.Labels.IsEmpty ? null : info.Labels.DistinctBy(label => label.Key).ToDictionary(label => label.Key, label => label.Value ?? ""),
    };

    /// <summary>A time in whole seconds, never less than it is.</summary>
    public static long SecondsOf(TimeSpan time) => (long)Math.Ceiling(time.TotalSeconds);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
