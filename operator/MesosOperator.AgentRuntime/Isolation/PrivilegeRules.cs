using MesosOperator.AgentRuntime.Launching;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Isolation;

/// <summary>What a task may do, from what the agent allows and what the task asks for (<c>container.linux_info</c>).</summary>
/// <param name="Allowed">Capabilities that a task may have at most.</param>
/// <param name="HasNoNew">Whether no program gets more rights by being executed.</param>
/// <param name="HasFilter">Whether system calls that no task needs are denied.</param>
internal sealed record PrivilegeRules(ulong Allowed, bool HasNoNew, bool HasFilter)
{
    /// <summary>The only name of a filter.</summary>
    private const string FilterName = "default";

    /// <summary>The privileges, or why there are none such. Null for both: those of the agent, which cannot give others.</summary>
    public (Privileges? Privileges, string? Problem) Of(LinuxInfo? wanted, TaskUser user)
    {
        var effective = wanted?.EffectiveCapabilities is { } own ? Capabilities.Of(own) : null;
        var bounding = wanted?.BoundingCapabilities is { } bound ? Capabilities.Of(bound) : null;
        if (effective is null && wanted?.EffectiveCapabilities is not null || bounding is null && wanted?.BoundingCapabilities is not null)
            return (null, "The task names a capability that is not known");
        var asked = (effective ?? 0) | (bounding ?? 0);
        if (user == TaskUser.Unchangeable)
            return asked != 0 ? (null, "Only an agent that runs as root can give capabilities") : (null, null);
        if ((asked & ~Allowed) is not 0 and var excess)
            return (null, $"This agent does not allow {Capabilities.Describe(excess)} (--bounding-capabilities)");
        if (effective is { } needs && bounding is { } most && (needs & ~most) != 0)
            return (null, $"{Capabilities.Describe(needs & ~most)} shall be effective and are not in the bounding set of the task");
        if (wanted?.Seccomp is { HasProfileName: true, ProfileName: not FilterName } unknown)
            return (null, $"There is no filter of system calls named '{unknown.ProfileName}' on this agent, only '{FilterName}'");

        // Executed by root, a program has all that is not out of bounds.
        var bounds = user == TaskUser.Root ? effective ?? bounding ?? Allowed : bounding ?? effective ?? Allowed;
        var isFiltered = wanted?.Seccomp is { } filter ? filter.HasProfileName || !filter.Unconfined && HasFilter : HasFilter;
        return (new Privileges
        {
            Bounding = bounds == ulong.MaxValue ? null : bounds,
            Ambient = user == TaskUser.Root ? 0 : effective ?? 0,
            HasNoNew = HasNoNew,
            Filter = isFiltered && (bounds & Capabilities.SysAdmin) == 0 ? CallFilter.Instructions : [],
        }, null);
    }
}
