using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Processes;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// The default executors on this agent, which are the agent itself: their tasks are those of the task table. Here is what
/// holds for groups: all of a group are started or none; one that fails or is killed takes the others of its group along;
/// the executor ends with its last task. Pure; effects are appended to the list given.
/// </summary>
internal sealed class GroupTable
{
    private readonly LinkedMap<TaskKey, GroupExecutor> _executors = new();
    private readonly TaskTable _tasks;
    private readonly UuidSource _uuids;
    private readonly List<AgentEffect> _effects;

    public GroupTable(TaskTable tasks, UuidSource uuids, List<AgentEffect> effects)
    {
        (_tasks, _uuids, _effects) = (tasks, uuids, effects);
        tasks.Ended = Ended;
    }

    public int Count => _executors.Count;

    /// <summary>Every executor that is there.</summary>
    public IEnumerable<GroupExecutor> All => _executors.Values;

    public IEnumerable<TaskLaunch> Runs => _executors.Values.Select(executor => executor.Run);

    public GroupExecutor? Find(string frameworkId, string executorId) => _executors.Find(new TaskKey(frameworkId, $"executor/{executorId}"));

    public GroupExecutor Start(TaskLaunch run)
    {
        var executor = new GroupExecutor(run);
        _executors.Add(run.Key, executor);
        return executor;
    }

    /// <summary>Runs a group on an executor that is open. Its limits come first: tasks are started within them.</summary>
    public void Run(GroupExecutor executor, ExecutorOrder order)
    {
        var member = new GroupMember(executor.Run.Executor!, _uuids.Next().ToString());
        var entries = _tasks.LaunchGroup([.. order.Tasks.Select(task => LaunchOf(executor.Run, task, member))], out var launch);
        executor.Tasks.AddRange(entries);
        _effects.Add(new AgentEffect.Resize(executor.Run));
        _effects.Add(launch);
    }

    /// <summary>Takes over the executors of tasks that an earlier process of this agent has started.</summary>
    public void Recover()
    {
        foreach (var entry in _tasks.All.Where(entry => entry is { Launch.Member: not null, Phase: not TaskPhase.Ended }))
        {
            var executor = _executors.Find(entry.Launch.ExecutorKey) ?? Start(RunOf(entry.Launch));
            executor.Tasks.Add(entry);
        }
    }

    /// <summary>Ends an executor by way of its tasks, each with its own grace period but with no more than the executor's.</summary>
    public void ShutDown(GroupExecutor executor, Instant now)
    {
        executor.IsOpen = false;
        foreach (var task in executor.Tasks.ToList())
            _tasks.KillWithin(task, EndCause.Killed, ExecutorEntry.ShutdownGraceOf(executor.Run.Executor!), now);
    }

    private void Ended(TaskEntry entry, TaskState end, Instant now)
    {
        if (entry.Launch.Member is not { } member || _executors.Find(entry.Launch.ExecutorKey) is not { } executor)
            return;
        executor.Tasks.Remove(entry);
        if (!GroupRules.IsHarmless(end))
            foreach (var other in executor.Tasks.Where(task => task.Launch.Member!.GroupId == member.GroupId).ToList())
                _tasks.KillWithin(other, EndCause.GroupEnded, TimeSpan.MaxValue, now);
        if (executor.Tasks.Count == 0)
            End(executor.Run);
    }

    private void End(TaskLaunch run)
    {
        _executors.Remove(run.Key);
        _effects.Add(new AgentEffect.CleanUp(run));
        _effects.Add(new AgentEffect.Send(ExecutorReports.Exited(run.Framework.Id, run.Executor!.ExecutorId, ExitStatus.FromCode(0).WaitStatus)));
    }

    private TaskLaunch LaunchOf(TaskLaunch run, TaskInfo task, GroupMember member)
    {
        var container = _uuids.Next().ToString();
        return new TaskLaunch(run.AgentId, run.Framework, task, run.AllocationRole, $"{run.ContainerId}.{container}", SandboxPaths.OfNested(run.Sandbox, container))
        {
            Member = member,
        };
    }

    private static TaskLaunch RunOf(TaskLaunch task) => task with
    {
        ContainerId = task.RootContainerId,
        Sandbox = task.RootSandbox,
        Executor = task.Member!.Executor,
        Member = null,
        Task = ExecutorRuns.Describe(task.Member.Executor, task.Task.AgentId, []),
    };
}
