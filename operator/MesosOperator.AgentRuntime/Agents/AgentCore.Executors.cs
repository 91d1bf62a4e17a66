using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>Orders that concern executors of frameworks.</summary>
internal sealed partial class AgentCore
{
    private void Run(OperatorMessage message, ExecutorOrder order, Instant now)
    {
        var framework = order.Framework.Id?.Value ?? "";
        if (_stopping is not null)
            Disregard(message, "this agent is stopping");
        else if (order.Tasks.Any(task => task.AgentId.Value != _registration.AgentId))
            Disregard(message, "it names another agent");
        else if (order.Tasks.Any(task => Knows(new TaskKey(framework, task.TaskId.Value))))
            Disregard(message, "this agent knows the task already");
        else if (Problem(order) is { } problem)
            TurnAway(order, TaskReport.LaunchFailed(problem), now);
        else if (_executors.Find(framework, order.Executor.ExecutorId.Value) is { IsOpen: true } entry)
            _executors.Add(entry, order);
        else if (_groups.Find(framework, order.Executor.ExecutorId.Value) is { IsOpen: true } executor)
            _groups.Run(executor, order);
        else if (!order.IsToStart || IsHere(order))
            TurnAway(order, ExecutorReports.TooLate(), now);
        else if (order.Executor.Type == ExecutorInfo.Types.Type.Default)
            _groups.Run(_groups.Start(LaunchOf(order)), order);
        else
            _executors.Start(LaunchOf(order), order);
    }

    private bool IsHere(ExecutorOrder order) => order.Framework.Id is { Value: var framework }
        && (_executors.Find(framework, order.Executor.ExecutorId.Value) is not null || _groups.Find(framework, order.Executor.ExecutorId.Value) is not null);

    private string? Problem(ExecutorOrder order)
    {
        IEnumerable<string> ids = [order.Framework.Id?.Value ?? "", order.Executor.ExecutorId.Value, .. order.Tasks.Select(task => task.TaskId.Value)];
        if (ids.Select(IdRules.Problem).FirstOrDefault(problem => problem is not null) is { } problem)
            return problem;
        if (order is { Executor.Type: ExecutorInfo.Types.Type.Default, IsGroup: false })
            return "The default executor runs task groups only";
        if (order.Executor.Type == ExecutorInfo.Types.Type.Default && DefaultExecutors.ContainerProblem(order.Executor) is { } container)
            return container;
        if (_isDiskFull)
            return DiskIsFull;
        return _tasks.LiveCount + _executors.Count + order.Tasks.Length > _limits.MaximumTasks
            ? $"This agent runs {_limits.MaximumTasks} tasks already"
            : null;
    }

    /// <summary>The operator shall not count what would have been started.</summary>
    private void TurnAway(ExecutorOrder order, TaskReport report, Instant now)
    {
        foreach (var task in order.Tasks)
            Say(new TaskKey(order.Framework.Id?.Value ?? "", task.TaskId.Value), report, now);
        if (order.IsToStart && !IsHere(order))
            Send(ExecutorTable.NeverStarted(order));
    }

    private TaskLaunch LaunchOf(ExecutorOrder order)
    {
        var container = _uuids.Next().ToString();
        var sandbox = SandboxPaths.OfRun(_workDirectory, _registration.AgentId!, order.Framework.Id.Value, order.Executor.ExecutorId.Value, container);
        var run = ExecutorRuns.Describe(order.Executor, order.Tasks[0].AgentId, order.Tasks);
        return new TaskLaunch(_registration.AgentId!, order.Framework, run, order.AllocationRole, container, sandbox)
        {
            Executor = new ExecutorInfo(order.Executor) { FrameworkId = order.Framework.Id },
        };
    }

    private void ShutDownExecutor(OperatorMessage message, Instant now)
    {
        var order = message.ShutdownExecutor;
        if (_executors.Find(order.FrameworkId.Value, order.ExecutorId.Value) is { } entry)
            _executors.ShutDown(entry, now);
        else if (_groups.Find(order.FrameworkId.Value, order.ExecutorId.Value) is { } executor)
            _groups.ShutDown(executor, now);
        else
            Kill(message, new(order.FrameworkId.Value, order.ExecutorId.Value), null, now);
    }

    private void Forward(OperatorMessage message)
    {
        var order = message.FrameworkMessage;
        if (!_executors.TryTell(order.FrameworkId.Value, order.ExecutorId.Value, order.Data))
            Disregard(message, "the executor does not listen");
    }

    private bool Knows(TaskKey key) => _tasks.Contains(key) || _executors.FindTask(key) is not null || _updates.InFlight(key) is not null;
}
