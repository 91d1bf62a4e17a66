using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>What a framework's description must satisfy (case K23); the words are those of Mesos.</summary>
internal static class FrameworkRules
{
    public static string? Problem(MasterSettings settings, FrameworkInfo info, ImmutableArray<RoleName> suppressedRoles)
    {
        if (info.Id is { } id && IdRules.Problem(id.Value) is { } idProblem)
            return $"'FrameworkInfo.id' is invalid: {idProblem}";
        foreach (var role in info.Roles)
            if (RoleName.Problem(role.Value) is { } problem)
                return info.Can(FrameworkCapabilities.MultiRole)
                    ? $"'FrameworkInfo.roles' contains invalid role: {problem}"
                    : $"'FrameworkInfo.role' is not a valid role: {problem}";
        var duplicates = info.Roles.GroupBy(role => role).Where(group => group.Count() > 1).Select(group => group.Key.Value).ToArray();
        if (duplicates.Length > 0)
            return $"'FrameworkInfo.roles' contains duplicate items: {{ {string.Join(", ", duplicates)} }}";
        var unknown = info.Roles.Where(role => !settings.Knows(role)).Select(role => role.Value).ToArray();
        if (unknown.Length > 0)
            return $"Roles {{ {string.Join(", ", unknown)} }} are not present in the master's --roles";
        var strangers = suppressedRoles.Where(role => !info.Roles.Contains(role)).Select(role => role.Value).ToArray();
        return strangers.Length > 0
            ? $"Suppressed roles {{ {string.Join(", ", strangers)} }} are not contained in the set of roles"
            : PartitionPolicy.Read(info.Labels).Problem is { } unclear ? $"'FrameworkInfo.labels' are invalid: {unclear}"
            : null;
    }
}
