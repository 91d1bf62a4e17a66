using MesosOperator.AgentRuntime.Checkpoints;
using MesosOperator.AgentRuntime.Executors;
using MesosOperator.AgentRuntime.Hooks;
using MesosOperator.AgentRuntime.Identity;
using MesosOperator.AgentRuntime.Inventory;
using MesosOperator.AgentRuntime.Sandboxes;
using MesosOperator.AgentRuntime.Tasks;
using MesosOperator.AgentRuntime.Updates;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Protocol.AgentLink;
using MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.AgentRuntime.Agents;

/// <summary>
/// What the agent knows and decides, without I/O, clock or thread: inputs in, effects out. One caller at a time.
/// </summary>
internal sealed partial class AgentCore
{
    private const string DiskIsFull = "The disk of the agent is full: what it must remember of a task cannot be written down";

    private readonly List<AgentEffect> _effects = [];
    private readonly AgentIdentity _identity;
    private readonly StatusUpdateManager _updates = new();
    private readonly TaskTable _tasks;
    private readonly GroupTable _groups;
    private readonly ExecutorTable _executors;
    private readonly StatusWriter _writer;
    private readonly Registration _registration;
    private readonly UuidSource _uuids;
    private readonly AgentLimits _limits;
    private readonly string _workDirectory;
    private bool _isDiskFull;
    private AgentOutcome? _stopping;
    private Instant _lingersUntil = Instant.Never;

    public AgentCore(AgentIdentity identity, UuidSource uuids, AgentLimits limits, string workDirectory)
    {
        (_identity, _uuids, _limits, _workDirectory) = (identity, uuids, limits, workDirectory);
        _writer = new StatusWriter(identity, uuids);
        _registration = new Registration(identity);
        _tasks = new TaskTable(_writer, _updates, _effects);
        _groups = new GroupTable(_tasks, uuids, _effects);
        _executors = new ExecutorTable(identity, _writer, _updates, _effects);
    }

    /// <summary>When <see cref="AgentInput.Tick"/> has something to do; may be too early, never too late.</summary>
    public Instant NextDeadline => Sooner(Sooner(_lingersUntil, _executors.NextDeadline), Sooner(_tasks.NextDeadline, _updates.NextRetry));

    /// <summary>The effects count until the next call.</summary>
    public IReadOnlyList<AgentEffect> Apply(AgentInput input, Instant now)
    {
        _effects.Clear();
        if (input is not AgentInput.Looked looked)
            return Take(input, now);
        _effects.Add(new AgentEffect.Show(looked.Request, Picture()));
        return _effects;
    }

    private List<AgentEffect> Take(AgentInput input, Instant now)
    {
        switch (input)
        {
            case AgentInput.Recovered recovered:
                Recover(recovered.Agent, now);
                break;
            case AgentInput.LinkOpened:
                Open();
                break;
            case AgentInput.LinkClosed:
                _registration.Close();
                _updates.Pause();
                break;
            case AgentInput.OperatorSaid said:
                Hear(said.Message, now);
                break;
            case AgentInput.ExecutorCalled called:
                _executors.Call(called.Request, now);
                break;
            case AgentInput.VolumesAttached attached:
                _executors.VolumesAttached(attached, now);
                break;
            case AgentInput.ExecutorStreamLost lost:
                _executors.StreamLost(lost.Stream);
                break;
            case AgentInput.HostChanged changed:
                Change(changed.Info);
                break;
            case AgentInput.DiskFilled filled:
                _isDiskFull = filled.IsFull;
                break;
            case AgentInput.Tick:
                _tasks.Tick(now);
                _executors.Tick(now);
                SendAll(_updates.Retry(now));
                break;
            case AgentInput.Stop:
                Stop(AgentOutcome.Stopped, now);
                break;
            case AgentInput.Leave:
                _effects.Add(new AgentEffect.Finish(AgentOutcome.Stopped));
                return _effects;
            default:
                HearOfRun(input, now);
                break;
        }

        RememberEnded();
        if (_stopping is { } outcome && _tasks.LiveCount + _executors.LiveCount == 0)
            Finish(outcome, now);
        return _effects;
    }

    /// <summary>Of the process of a task or of an executor.</summary>
    private void HearOfRun(AgentInput input, Instant now)
    {
        switch (input)
        {
            case AgentInput.Launched launched:
                TableOf(launched.Task).Launched(launched, now);
                break;
            case AgentInput.LaunchFailed failed:
                TableOf(failed.Task).LaunchFailed(failed, now);
                break;
            case AgentInput.Exited exited:
                TableOf(exited.Task).Exited(exited, now);
                break;
            case AgentInput.Probed probed:
                _tasks.Probed(probed, now);
                break;
            case AgentInput.DiskExceeded exceeded:
                TableOf(exceeded.Task).DiskExceeded(exceeded);
                break;
        }
    }

    private IRunTable TableOf(TaskKey run) => _executors.Contains(run) ? _executors : _tasks;

    private void Recover(RecoveredAgent agent, Instant now)
    {
        _registration.Recover(agent);
        var ofExecutors = agent.Tasks.Where(task => task.Memory.Launch is { Executor: not null } or { RunBy: not null }).ToList();
        var own = agent.Tasks.Except(ofExecutors).ToList();
        foreach (var task in own)
            _tasks.Add(task, now);
        _groups.Recover();
        foreach (var task in own.OrderByDescending(task => task.Fate == TaskFate.Alive))
            _tasks.Recover(task, now);
        _executors.Recover(ofExecutors, _limits.ExecutorReregistration, now);
    }

    private void Open()
    {
        var greeting = _registration.Open(_tasks.All, _updates);
        if (greeting.Reregister is { } reregister)
        {
            reregister.Executors.AddRange(_groups.Runs.Select(Registration.Describe));
            _executors.Describe(reregister);
        }

        Send(greeting);
    }

    private void Hear(OperatorMessage message, Instant now)
    {
        if (message.Registered is { } registered)
            Register(registered, now);
        else if (message.Refused is not null)
            Stop(AgentOutcome.Refused, now);
        else if (_registration.IsUp)
            Obey(message, now);
        else
            Disregard(message, "this agent is not registered");
    }

    private void Register(OperatorMessage.Types.Registered registered, Instant now)
    {
        if (_registration.Accept(registered) is not { } problem)
        {
            _effects.Add(new AgentEffect.Persist(CheckpointRecords.Registered(registered.AgentId.Value, registered.Epoch), IsUrgent: true));
            TellNews(); // of a change while the registration was on its way
            SendAll(_updates.Resume(now));
        }
        else
            _effects.Add(new AgentEffect.CloseLink(problem));
    }

    private void Obey(OperatorMessage message, Instant now)
    {
        switch (message.MessageCase)
        {
            case OperatorMessage.MessageOneofCase.RunTask when message.RunTask.Task.Executor is not null:
                Run(message, ExecutorOrder.Of(message.RunTask), now);
                break;
            case OperatorMessage.MessageOneofCase.RunTask:
                Run(message, now);
                break;
            case OperatorMessage.MessageOneofCase.RunGroup:
                Run(message, ExecutorOrder.Of(message.RunGroup), now);
                break;
            case OperatorMessage.MessageOneofCase.KillTask:
                Kill(message, new(message.KillTask.FrameworkId.Value, message.KillTask.TaskId.Value), message.KillTask.KillPolicy, now);
                break;
            case OperatorMessage.MessageOneofCase.ShutdownExecutor:
                ShutDownExecutor(message, now);
                break;
            case OperatorMessage.MessageOneofCase.AcknowledgeUpdate:
                Acknowledge(message.AcknowledgeUpdate, now);
                break;
            case OperatorMessage.MessageOneofCase.ShutdownFramework:
                _tasks.ShutDown(message.ShutdownFramework.FrameworkId.Value, now);
                _executors.ShutDown(message.ShutdownFramework.FrameworkId.Value, now);
                break;
            case OperatorMessage.MessageOneofCase.FrameworkMessage:
                Forward(message);
                break;
            case OperatorMessage.MessageOneofCase.ReconcileTasks:
                Reconcile(message.ReconcileTasks, now);
                break;
            case OperatorMessage.MessageOneofCase.KeepResources:
                Keep(message.KeepResources.Resources);
                break;
            case OperatorMessage.MessageOneofCase.Drain:
                _tasks.Drain(message.Drain, now);
                _executors.Drain(message.Drain, now);
                break;
            case OperatorMessage.MessageOneofCase.Shutdown:
                Stop(AgentOutcome.ShutDown, now);
                break;
            default:
                Disregard(message, "there is nobody here to take it");
                break;
        }
    }

    private void Run(OperatorMessage message, Instant now)
    {
        var (framework, task) = (message.RunTask.Framework, message.RunTask.Task);
        var key = new TaskKey(framework.Id?.Value ?? "", task.TaskId.Value);
        if (_stopping is not null)
            Disregard(message, "this agent is stopping");
        else if (task.AgentId.Value != _registration.AgentId)
            Disregard(message, "it names another agent");
        else if (Knows(key))
            Disregard(message, "this agent knows the task already");
        else if ((IdRules.Problem(key.FrameworkId) ?? IdRules.Problem(key.TaskId)) is { } problem)
            Say(key, TaskReport.LaunchFailed(problem), now);
        else if (_tasks.LiveCount + _executors.Count >= _limits.MaximumTasks)
            Say(key, TaskReport.LaunchFailed($"This agent runs {_limits.MaximumTasks} tasks already"), now);
        else if (_isDiskFull)
            Say(key, TaskReport.LaunchFailed(DiskIsFull), now);
        else
            _tasks.Launch(LaunchOf(message.RunTask, key));
    }

    private TaskLaunch LaunchOf(OperatorMessage.Types.RunTask order, TaskKey key)
    {
        var container = _uuids.Next().ToString();
        var sandbox = SandboxPaths.OfRun(_workDirectory, _registration.AgentId!, key.FrameworkId, key.TaskId, container);
        return new TaskLaunch(_registration.AgentId!, order.Framework, order.Task, order.AllocationRole, container, sandbox);
    }

    /// <summary>What would break what was made of the host, or what runs on it, is not told.</summary>
    private void Change(AgentInfo info)
    {
        string[] problems =
        [
            .. ResourceFit.Problems(info.Resources, [.. _registration.KeptResources]),
            .. ResourceFit.Problems(info.Resources, [.. _tasks.All.Where(entry => entry.Phase != TaskPhase.Ended).SelectMany(entry => entry.Launch.Task.Resources)]),
        ];
        if (problems.Length > 0)
        {
            _effects.Add(new AgentEffect.KeepInfo(string.Join("; ", problems.Distinct(StringComparer.Ordinal))));
            return;
        }

        _registration.Change(info);
        TellNews();
    }

    private void TellNews()
    {
        if (_registration.News() is { } news)
            Send(news);
    }

    /// <summary>What was a volume and is none any more was destroyed.</summary>
    private void Keep(IReadOnlyCollection<Resource> resources)
    {
        foreach (var (role, id) in Volumes.Among(_registration.KeptResources).Except(Volumes.Among(resources)))
            if (VolumePaths.OfVolume(_workDirectory, _registration.AgentId!, role, id) is { } folder)
                _effects.Add(new AgentEffect.DestroyVolume(folder, VolumePaths.Aside(_workDirectory, _registration.AgentId!, _uuids.Next().ToString())));
        _registration.KeptResources = [.. resources];
        _effects.Add(new AgentEffect.Persist(CheckpointRecords.Kept(resources), IsUrgent: true));
    }

    private void Kill(OperatorMessage message, TaskKey key, KillPolicy? policy, Instant now)
    {
        if (_tasks.Find(key) is { } entry)
            _tasks.Kill(entry, policy, now);
        else if (_executors.FindTask(key) is { } task)
            _executors.Kill(task, policy, now);
        else
            Disregard(message, "this agent does not know the task");
    }

    private void Acknowledge(OperatorMessage.Types.AcknowledgeUpdate order, Instant now)
    {
        var key = new TaskKey(order.FrameworkId.Value, order.TaskId.Value);
        var result = _updates.Acknowledge(key, order.Uuid.Span, now);
        if (result.Acknowledged is { } status)
        {
            _tasks.Acknowledged(key, status, now);
            _executors.Acknowledged(key, status);
        }

        if (result.Next is { } next)
            Send(new AgentMessage { UpdateStatus = next });
    }

    private void Reconcile(OperatorMessage.Types.ReconcileTasks order, Instant now)
    {
        foreach (var entry in order.Tasks)
        {
            var key = new TaskKey(entry.FrameworkId.Value, entry.TaskId.Value);
            if (!Knows(key))
                Say(key, TaskReport.Unknown(), now);
        }
    }

    /// <summary>Reports about a task that never came to run here.</summary>
    private void Say(TaskKey key, TaskReport report, Instant now)
    {
        if (_updates.Add(key, _writer.Write(key.TaskId, _registration.AgentId!, report, now), now) is { } update)
            Send(new AgentMessage { UpdateStatus = update });
    }

    private void Stop(AgentOutcome outcome, Instant now)
    {
        _stopping ??= outcome;
        _tasks.KillAll(_limits.StopGrace, now);
        _executors.ShutDownAll(_limits.StopGrace, now);
    }

    /// <summary>Frameworks shall hear how their tasks ended, if that does not take long.</summary>
    private void Finish(AgentOutcome outcome, Instant now)
    {
        _lingersUntil = Sooner(_lingersUntil, now + _limits.StopLinger);
        if (_registration.IsUp && _updates.Count > 0 && now < _lingersUntil)
            return;
        if (_registration.IsUp)
            Send(new AgentMessage { Leaving = new AgentMessage.Types.Leaving { Message = $"The agent ends: {outcome}" } });
        _effects.Add(new AgentEffect.Finish(outcome));
    }

    private void Disregard(OperatorMessage message, string reason) =>
        _effects.Add(new AgentEffect.Disregard(message.MessageCase.ToString(), reason));

    private void SendAll(IEnumerable<AgentMessage.Types.UpdateStatus> updates)
    {
        foreach (var update in updates)
            Send(new AgentMessage { UpdateStatus = update });
    }

    private static Instant Sooner(Instant one, Instant other) => one < other ? one : other;

    private void Send(AgentMessage message) => _effects.Add(new AgentEffect.Send(message));
}
