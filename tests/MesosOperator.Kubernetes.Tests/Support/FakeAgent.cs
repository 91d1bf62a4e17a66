using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>One agent: starts what it is told to at once, and tells of it until that is acknowledged.</summary>
internal sealed class FakeAgent(FakeAgents all, AgentInfo info)
{
    private UInt128 _updates;

    public AgentInfo Info => info;

    public LinkId Link { get; set; }

    public AgentId? Id { get; private set; }

    /// <summary>Everything it was told, in order.</summary>
    public List<AgentOrder> Orders { get; } = [];

    /// <summary>What it runs.</summary>
    public SortedDictionary<TaskId, (LaunchedTask Task, FrameworkInfo Framework)> Running { get; } = [];

    /// <summary>The ids of the tasks that it was told to run, in order.</summary>
    public IEnumerable<string> Launched => Orders.OfType<AgentOrder.RunTask>().Select(order => order.Task.Id.Value);

    public void Tell(Command command) => all.Master?.TryPost(command);

    public void Take(AgentOrder order)
    {
        Orders.Add(order);
        switch (order)
        {
            case AgentOrder.Welcome welcome:
                Id = welcome.AgentId;
                break;
            case AgentOrder.RunTask run:
                Running[run.Task.Id] = (new LaunchedTask(run.Task, run.FrameworkId, run.Role), run.Framework with { Id = run.FrameworkId });
                Report(run.Task.Id, TaskState.Running);
                break;
            case AgentOrder.KillTask kill when Running.ContainsKey(kill.TaskId):
                Report(kill.TaskId, TaskState.Killed);
                break;
            case AgentOrder.Drain:
                foreach (var task in Running.Keys.ToArray())
                    Report(task, TaskState.Killed);
                break;
            case AgentOrder.ShutDownFramework ended:
                foreach (var task in Running.Where(entry => entry.Value.Task.FrameworkId == ended.FrameworkId).Select(entry => entry.Key).ToArray())
                    Running.Remove(task);
                break;
        }
    }

    /// <summary>Tells what became of a task.</summary>
    public void Report(TaskId id, TaskState state)
    {
        var (task, framework) = Running[id];
        Running[id] = (task with { State = state, ForwardedState = state }, framework);
        if (state.IsTerminal())
            Running.Remove(id);
        Tell(new AgentCommand.ReportUpdate(
            Link,
            task.FrameworkId,
            new TaskStatus(id, state, StatusSource.Executor) { AgentId = Id, ExecutorId = task.ExecutorId, UpdateId = new(++_updates) },
            state));
    }
}
