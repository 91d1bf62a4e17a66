using MesosOperator.Core.Agents;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Master.State;

/// <content>Copies of tasks that were given up while their agent was away.</content>
internal sealed partial class MasterState
{
    private void Evolve(AgentEvent.TasksGivenUp given)
    {
        var agent = FindAgent(given.AgentId)!;
        agent.Epoch = given.Epoch;
        foreach (var copy in given.Tasks)
            agent.GivenUp[(copy.FrameworkId, copy.TaskId)] = copy;
        while (agent.GivenUp.Count > GivenUpTask.MaxPerAgent)
            Forget(agent, agent.GivenUp.First.Value);
        if (agent.GivenUp.Count > 0)
            AgentsWithCopies[agent.Id] = agent;
        AwaitGiveUp(agent, given.Next);
    }

    private void AwaitGiveUp(Agent agent, Instant at)
    {
        agent.GiveUpAt = at;
        if (at != Instant.Never)
            Deadlines.Add(new Deadline.GiveUp(agent.Id), at);
    }

    private void Evolve(AgentEvent.CopySeen seen)
    {
        var agent = FindAgent(seen.AgentId)!;
        var key = (seen.Copy.FrameworkId, seen.Copy.TaskId);
        var before = agent.GivenUp[key];
        agent.GivenUp[key] = seen.Copy;
        if (!before.Held.IsEmpty)
            Return(agent, before.FrameworkId, before.Role, before.Held);
        if (!seen.Copy.Held.IsEmpty)
            Take(agent, ShareOf(seen.Copy.FrameworkId, seen.Copy.Role), seen.Copy.Held, Charge.Task);
    }

    private void Evolve(AgentEvent.CopyForgotten forgotten)
    {
        var agent = FindAgent(forgotten.AgentId)!;
        if (agent.GivenUp.Find((forgotten.FrameworkId, forgotten.TaskId)) is { } copy)
            Forget(agent, copy);
    }

    private void Forget(Agent agent, GivenUpTask copy)
    {
        agent.GivenUp.Remove((copy.FrameworkId, copy.TaskId));
        if (!copy.Held.IsEmpty)
            Return(agent, copy.FrameworkId, copy.Role, copy.Held);
        if (agent.GivenUp.Count == 0)
            AgentsWithCopies.Remove(agent.Id);
    }
}
