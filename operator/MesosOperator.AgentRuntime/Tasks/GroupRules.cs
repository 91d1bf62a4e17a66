using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>What holds for tasks of a group and for no others.</summary>
internal static class GroupRules
{
    /// <summary>Whether the task may use what its whole executor has: so unless it says otherwise.</summary>
    public static bool SharesLimits(TaskLaunch launch) => launch.Member is not null && launch.Task.Container?.LinuxInfo is not { ShareCgroups: false };

    /// <summary>Whether a task that ends so leaves the others of its group alone.</summary>
    public static bool IsHarmless(TaskState end) => end == TaskState.TaskFinished;
}
