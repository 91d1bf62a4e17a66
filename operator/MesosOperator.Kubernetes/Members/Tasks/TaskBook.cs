using MesosOperator.Core.Identity;

namespace MesosOperator.Kubernetes.Members.Tasks;

/// <summary>The Pods that were ordered of a member cluster, by all that they are asked for. Its owner sees to one caller at a time.</summary>
internal sealed class TaskBook
{
    private readonly Dictionary<string, MemberTask> _byPod = new(StringComparer.Ordinal);
    private readonly Dictionary<(FrameworkId Framework, TaskId Task), MemberTask> _byTask = [];
    private readonly Dictionary<AgentId, List<MemberTask>> _byAgent = [];

    public int Count => _byPod.Count;

    public MemberTask? OfPod(string pod) => _byPod.GetValueOrDefault(pod);

    public MemberTask? Find(FrameworkId framework, TaskId task) => _byTask.GetValueOrDefault((framework, task));

    public IReadOnlyList<MemberTask> Of(AgentId agent) => _byAgent.TryGetValue(agent, out var tasks) ? tasks : [];

    public void Add(MemberTask task)
    {
        _byPod.Add(task.Pod.Name, task);
        foreach (var member in task.Order.Tasks)
            _byTask[(task.Order.FrameworkId, new(member.TaskId.Value))] = task;
        if (!_byAgent.TryGetValue(task.Order.AgentId, out var tasks))
            _byAgent[task.Order.AgentId] = tasks = [];
        tasks.Add(task);
    }

    public void Remove(MemberTask task)
    {
        _byPod.Remove(task.Pod.Name);
        foreach (var member in task.Order.Tasks)
            if (_byTask.TryGetValue((task.Order.FrameworkId, new(member.TaskId.Value)), out var known) && known == task)
                _byTask.Remove((task.Order.FrameworkId, new(member.TaskId.Value)));
        if (_byAgent.TryGetValue(task.Order.AgentId, out var tasks) && tasks.Remove(task) && tasks.Count == 0)
            _byAgent.Remove(task.Order.AgentId);
    }
}
