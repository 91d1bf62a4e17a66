using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Pictures;

/// <summary>One task.</summary>
/// <param name="Info">As its framework described it.</param>
/// <param name="Latest">What was said about it last; null while nothing was.</param>
internal sealed record TaskPicture(TaskInfo Info, TaskStatus? Latest)
{
    public TaskState State => Latest?.State ?? TaskState.TaskStaging;
}
