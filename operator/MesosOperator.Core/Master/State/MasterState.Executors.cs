using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.State;

internal sealed partial class MasterState
{
    private void Evolve(ExecutorEvent happened)
    {
        switch (happened)
        {
            case ExecutorEvent.Launched launched:
                Add(launched.Executor);
                break;
            case ExecutorEvent.Recovered recovered:
                Add(recovered.Executor);
                break;
            case ExecutorEvent.Removed removed:
                var agent = Agents[removed.AgentId];
                var executor = agent.Executors[(removed.FrameworkId, removed.ExecutorId)];
                agent.Executors.Remove((removed.FrameworkId, removed.ExecutorId));
                Frameworks[removed.FrameworkId].Executors.Remove((removed.AgentId, removed.ExecutorId));
                Return(agent, executor.FrameworkId, executor.Role, executor.Resources);
                break;
        }
    }

    private void Add(LaunchedExecutor executor)
    {
        var agent = Agents[executor.AgentId];
        agent.Executors.Add((executor.FrameworkId, executor.Id), executor);
        Frameworks[executor.FrameworkId].Executors.Add((executor.AgentId, executor.Id), executor);
        Take(agent, ShareOf(executor.FrameworkId, executor.Role), executor.Resources, Charge.Task);
    }
}
