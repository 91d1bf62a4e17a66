using MesosOperator.Core.Allocation;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(TaskEvent happened)
    {
        switch (happened)
        {
            case TaskEvent.Launched launched:
                Add(launched.Task);
                break;
            case TaskEvent.Recovered recovered:
                Add(recovered.Task);
                break;
            case TaskEvent.StateChanged changed:
                Evolve(changed);
                break;
            case TaskEvent.Updated updated:
                Store(TaskOf(updated).WithForwarded(updated.Status));
                break;
            case TaskEvent.Acknowledged acknowledged when Frameworks[acknowledged.FrameworkId].Tasks.Find(acknowledged.TaskId) is { } task
                && task.UnacknowledgedUpdate == acknowledged.UpdateId:
                Store(task with { UnacknowledgedUpdate = null });
                break;
            case TaskEvent.Completed completed:
                Evolve(completed);
                break;
            case TaskEvent.KillOrdered kill when Agents.Find(kill.AgentId) is { IsConnected: false } agent:
                agent.PendingKills[(kill.FrameworkId, kill.TaskId)] = kill.Policy;
                break;
        }
    }

    private void Add(LaunchedTask added)
    {
        var (framework, agent) = (Frameworks[added.FrameworkId], Agents[added.AgentId]);
        var task = _sharing.Share(added, framework.Id, agent.Id);
        framework.Tasks.Add(task.Id, task);
        agent.Tasks.Add((task.FrameworkId, task.Id), task);
        if (task.HoldsResources)
            Take(agent, ShareOf(task.FrameworkId, task.Role), task.Info.Resources, Charge.Task);
    }

    private void Evolve(TaskEvent.StateChanged changed)
    {
        var before = TaskOf(changed);
        var after = before with
        {
            State = changed.State,
            UnreachableSince = changed.State == TaskState.Unreachable ? Now : null,
        };
        Store(after);
        if (before.HoldsResources && !after.HoldsResources)
            Return(Agents[after.AgentId], after.FrameworkId, after.Role, after.Info.Resources);
        else if (!before.HoldsResources && after.HoldsResources)
            Take(Agents[after.AgentId], ShareOf(after.FrameworkId, after.Role), after.Info.Resources, Charge.Task);
    }

    private void Evolve(TaskEvent.Completed completed)
    {
        var task = TaskOf(completed);
        Require.That(!task.HoldsResources, "a completed task holds no resources");
        Frameworks[completed.FrameworkId].Complete(task, Settings.MaxCompletedTasks);
        AgentHolding(task)?.Tasks.Remove((task.FrameworkId, task.Id));
    }

    private LaunchedTask TaskOf(TaskEvent happened) => Frameworks[happened.FrameworkId].Tasks[happened.TaskId];

    private void Store(LaunchedTask task)
    {
        Frameworks[task.FrameworkId].Tasks[task.Id] = task;
        if (AgentHolding(task) is { } agent)
            agent.Tasks[(task.FrameworkId, task.Id)] = task;
    }

    private Agents.Agent? AgentHolding(LaunchedTask task) => Agents.Find(task.AgentId) ?? UnreachableAgents.Find(task.AgentId);
}
