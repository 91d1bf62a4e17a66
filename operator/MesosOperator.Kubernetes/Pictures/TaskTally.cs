using MesosOperator.Core.Master.Views;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds.Frameworks;

namespace MesosOperator.Kubernetes.Pictures;

/// <summary>Counts a framework's tasks by their states, those that ended as long as the master remembers them.</summary>
internal static class TaskTally
{
    public static TaskCounts Of(FrameworkView framework)
    {
        var counts = framework.Tasks.Concat(framework.CompletedTasks).CountBy(task => task.State).ToDictionary();
        return new TaskCounts
        {
            Staging = Get(TaskState.Staging),
            Starting = Get(TaskState.Starting),
            Running = Get(TaskState.Running),
            Killing = Get(TaskState.Killing),
            Unreachable = Get(TaskState.Unreachable),
            Finished = Get(TaskState.Finished),
            Failed = Get(TaskState.Failed),
            Killed = Get(TaskState.Killed),
            Lost = Get(TaskState.Lost, TaskState.Error, TaskState.Dropped, TaskState.Gone, TaskState.GoneByOperator),
        };

        int Get(params TaskState[] states) => states.Sum(state => counts.GetValueOrDefault(state));
    }
}
