using MesosOperator.Core.Identity;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;
using MesosOperator.Runtime.Nodes;

namespace MesosOperator.Kubernetes.Members;

/// <content>What is to be seen of tasks.</content>
internal sealed partial class MemberSession
{
    public ApiServer Server => _server;

    public string TasksNamespace => _settings.Spec.Tasks.Namespace;

    public IReadOnlyList<NodeTask>? TasksOf(AgentId agent)
    {
        lock (_gate)
            return _agents.Values.Any(known => known.Id == agent && known.Link is not null)
                ? [.. _tasks.Of(agent).Where(task => task.IsSeen).SelectMany(SeenOf)]
                : null;
    }

    private static IEnumerable<NodeTask> SeenOf(MemberTask task)
    {
        for (var index = 0; index < task.Order.Tasks.Length; index++)
            yield return SeenOf(task, index);
    }

    private static NodeTask SeenOf(MemberTask task, int index)
    {
        var id = task.Order.Tasks[index].TaskId.Value;
        return new NodeTask(task.Order.FrameworkId, new(task.Order.Executor?.ExecutorId.Value ?? id), new(id), task.Uid, PodOrder.ContainerOf(index))
        {
            IsOfGroup = task.Order.Executor is not null,
            Pod = task.Pod.Name,
        };
    }
}
