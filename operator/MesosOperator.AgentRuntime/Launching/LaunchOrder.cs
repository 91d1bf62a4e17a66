using System.Globalization;
using System.Text;
using MesosOperator.AgentRuntime.Processes;

namespace MesosOperator.AgentRuntime.Launching;

/// <summary>Writes a plan as the launcher reads it: names and values in turn, each ended by a zero byte.</summary>
internal static class LaunchOrder
{
    public static byte[] Of(LaunchPlan plan)
    {
        var text = new StringBuilder();
        Add(text, "pid-file", [CheckpointFiles.Pid(plan.Folder)]);
        Add(text, "program", [plan.Program]);
        Add(text, "directory", [plan.Directory]);
        Add(text, "argument", plan.Arguments);
        Add(text, "environment", plan.Environment);
        AddLimits(text, plan.Limits);
        AddUser(text, plan.User);
        if (plan.View is { } view)
        {
            Add(text, "namespaces", ["all"]);
            Add(text, "temporary", [view.Temporary]);
            Add(text, "hidden", view.Hidden);
            Add(text, "shown", view.Shown);
        }

        if (plan.Cgroup is { } cgroup)
        {
            Add(text, "cgroup", cgroup.ProcessFiles);
            Add(text, "memory-v1", cgroup.MemoryV1 is { } first ? [first] : []);
            Add(text, "memory-v2", cgroup.MemoryV2 is { } second ? [second] : []);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static byte[] Of(JoinPlan plan)
    {
        var text = new StringBuilder();
        Add(text, "joins", ["task"]);
        Add(text, "namespaces", plan.Task.HasNamespaces ? ["all"] : []);
        Add(text, "input", plan.StandardInput is null ? [] : ["given"]);
        Add(text, "program", [plan.Program]);
        Add(text, "directory", [plan.Directory]);
        Add(text, "argument", plan.Arguments);
        Add(text, "environment", plan.Environment);
        AddLimits(text, plan.Limits);
        AddUser(text, plan.User);
        Add(text, "cgroup", plan.Cgroup?.ProcessFiles ?? []);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AddLimits(StringBuilder text, IEnumerable<ResourceLimit> limits) => Add(
        text, "limit", limits.Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Kind} {limit.Soft} {limit.Hard}")));

    private static void AddUser(StringBuilder text, SystemUser? user)
    {
        if (user is null)
            return;
        Add(text, "user", [string.Create(CultureInfo.InvariantCulture, $"{user.UserId} {user.GroupId}")]);
        Add(text, "groups", [string.Join(' ', user.Groups().Select(group => group.ToString(CultureInfo.InvariantCulture)))]);
    }

    private static void Add(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values)
            text.Append(name).Append('\0').Append(value).Append('\0');
    }
}
