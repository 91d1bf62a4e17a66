using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Views;

namespace MesosOperator.Http.Reading.Lists;

/// <summary>The tasks of a picture counted by agent and by framework, and who has to do with whom.</summary>
internal sealed class TaskSummaries
{
    private static readonly TaskCounts None = new();

    private readonly Dictionary<AgentId, TaskCounts> _ofAgents = [];
    private readonly Dictionary<FrameworkId, TaskCounts> _ofFrameworks = [];
    private readonly Dictionary<AgentId, SortedSet<string>> _frameworks = [];
    private readonly Dictionary<FrameworkId, SortedSet<string>> _agents = [];

    public TaskSummaries(MasterView view)
    {
        foreach (var framework in view.Frameworks)
            foreach (var task in framework.Tasks.Concat(framework.CompletedTasks))
            {
                Get(_ofAgents, task.AgentId).Add(task.State);
                Get(_ofFrameworks, framework.Id).Add(task.State);
                Get(_frameworks, task.AgentId).Add(framework.Id.Value);
                Get(_agents, framework.Id).Add(task.AgentId.Value);
            }
    }

    public TaskCounts Of(AgentId agent) => _ofAgents.GetValueOrDefault(agent, None);

    public TaskCounts Of(FrameworkId framework) => _ofFrameworks.GetValueOrDefault(framework, None);

    public IEnumerable<string> FrameworksOn(AgentId agent) => _frameworks.GetValueOrDefault(agent) ?? [];

    public IEnumerable<string> AgentsOf(FrameworkId framework) => _agents.GetValueOrDefault(framework) ?? [];

    private static TValue Get<TKey, TValue>(Dictionary<TKey, TValue> all, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!all.TryGetValue(key, out var found))
            all.Add(key, found = new());
        return found;
    }
}
