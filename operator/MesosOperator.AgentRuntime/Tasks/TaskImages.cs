using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Tasks;

/// <summary>Which image a task is to run in.</summary>
internal static class TaskImages
{
    /// <summary>Its name as the framework has given it; null: none, so that it runs as a process of the host.</summary>
    public static string? NameOf(TaskInfo task) => task.Container switch
    {
        { Type: ContainerInfo.Types.Type.Docker, Docker: { } docker } => docker.Image,
        { Type: ContainerInfo.Types.Type.Mesos, Mesos.Image: { Type: Image.Types.Type.Docker, Docker: { } image } } => image.Name,
        _ => null,
    };

    /// <summary>Whether it is to be looked for in its registry though it is here.</summary>
    public static bool IsPullForced(TaskInfo task) => task.Container switch
    {
        { Type: ContainerInfo.Types.Type.Docker, Docker: { } docker } => docker.ForcePullImage,
        { Mesos.Image: { } image } => !image.Cached,
        _ => false,
    };
}
