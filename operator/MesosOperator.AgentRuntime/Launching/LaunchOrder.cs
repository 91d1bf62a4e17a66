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
        Add(text, "memory-score", [MemoryScore.OfTasks().ToString(CultureInfo.InvariantCulture)]);
        if (plan.Logs is { } logs)
        {
            Add(text, "log-folder", [Path.GetDirectoryName(plan.StandardOutputFile)!]);
            Add(text, "log-limit", [string.Create(CultureInfo.InvariantCulture, $"{logs.LargestBytes} {logs.Files}")]);
        }

        AddLimits(text, plan.Limits);
        AddUser(text, plan.User);
        if (plan.Privileges is { } privileges)
            Add(text, privileges);
        if (plan.View is { } view)
            Add(text, view);

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
        Add(text, "terminal", plan.HasTerminal ? ["own"] : []);
        Add(text, "program", [plan.Program]);
        Add(text, "directory", [plan.Directory]);
        Add(text, "argument", plan.Arguments);
        Add(text, "environment", plan.Environment);
        Add(text, "memory-score", [MemoryScore.OfTasks().ToString(CultureInfo.InvariantCulture)]);
        AddLimits(text, plan.Limits);
        AddUser(text, plan.User);
        if (plan.Privileges is { } privileges)
            Add(text, privileges);
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

    private static void Add(StringBuilder text, Privileges privileges)
    {
        if (privileges.Bounding is not null || privileges.Ambient != 0)
            Add(text, "capabilities", [string.Create(CultureInfo.InvariantCulture, $"{privileges.Bounding ?? ulong.MaxValue} {privileges.Ambient}")]);
        if (privileges.HasNoNew)
            Add(text, "no-new-privileges", ["yes"]);
        if (privileges.Filter.Count > 0)
            Add(text, "filter", [string.Join(' ', privileges.Filter.Select(instruction => instruction.ToString(CultureInfo.InvariantCulture)))]);
    }

    private static void Add(StringBuilder text, PrivateView view)
    {
        Add(text, "namespaces", ["all"]);
        Add(text, "temporary", [view.Temporary]);
        Add(text, "hidden", view.Hidden);
        Add(text, "shown", view.Shown);
        Add(text, "sealed", view.Sealed);
        if (view.GuardsKernel)
            Add(text, "guard-kernel", ["yes"]);
        if (view.SharesProcesses)
            Add(text, "shared-processes", ["yes"]);
        if (view.SharedMemoryMebibytes is { } size)
            Add(text, "shared-memory", [string.Create(CultureInfo.InvariantCulture, $"size={size}m,mode=1777")]);
    }

    private static void Add(StringBuilder text, string name, IEnumerable<string> values)
    {
        foreach (var value in values)
        {
            // Or who chooses a value could go on with an order of his own, say for another user.
            if (value.Contains('\0', StringComparison.Ordinal))
                throw new IOException($"The task cannot be started: its {name} contains a zero character");
            text.Append(name).Append('\0').Append(value).Append('\0');
        }
    }
}
