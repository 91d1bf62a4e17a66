using MesosOperator.Core.Tasks;

namespace MesosOperator.Runtime.Metrics;

/// <summary>How metrics name the states of tasks.</summary>
internal static class TaskStateNames
{
    private static readonly string[] Names = [.. Enum.GetValues<TaskState>().Select(Name)];

    /// <summary>States that a task leaves again.</summary>
    public static readonly TaskState[] Active =
        [TaskState.Staging, TaskState.Starting, TaskState.Running, TaskState.Killing, TaskState.Unreachable];

    /// <summary>States that a task never leaves.</summary>
    public static readonly TaskState[] Terminal = [.. Enum.GetValues<TaskState>().Where(state => state.IsTerminal())];

    /// <summary>How many states there are.</summary>
    public static readonly int Count = Names.Length;

    /// <summary>Lower case, such as <c>gone_by_operator</c>.</summary>
    public static string Of(TaskState state) => Names[(int)state];

    private static string Name(TaskState state) => state == TaskState.GoneByOperator ? "gone_by_operator" : state.ToString().ToLowerInvariant();
}
