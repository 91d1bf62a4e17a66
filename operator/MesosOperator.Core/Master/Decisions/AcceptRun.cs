using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Events;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>
/// The operations of one ACCEPT, in their order, on what its offers hold. One that is invalid is dropped, and those after
/// it go on; what one has made the next may use (semantics 3.7, cases R03 and R07).
/// </summary>
internal sealed class AcceptRun(MasterState state, Framework framework, Offer offer, ResourceSet offered, List<MasterEvent> events)
{
    private readonly HashSet<TaskId> _launched = [];
    private readonly ExecutorsAtHand _executors = new(state.Agents[offer.AgentId], framework, offer);
    private readonly List<ResourceSet> _made = [];
    private readonly HashSet<(string Id, string? Role)> _destroyed = [];
    private ResourceSet _left = offered;
    private ResourceSet _shared = ResourceSet.Empty;
    private ResourceSet _total = state.Agents[offer.AgentId].Total;
    private long _updates = state.NextUpdateNumber;

    /// <summary>What nobody has used and no operation has made: the framework has seen it and did not want it.</summary>
    public ResourceSet Refused => _made.Count == 0 ? _left : _left.Where(left => !_made.Exists(made => made.Items.Any(left.IsLike)));

    public void Do(OfferOperation operation)
    {
        switch (operation)
        {
            case OfferOperation.Launch launch:
                foreach (var task in launch.Tasks)
                    LaunchOne(task);
                break;
            case OfferOperation.LaunchGroup group:
                LaunchTogether(group);
                break;
            case ResourceOperation onResources:
                Convert(onResources);
                break;
        }
    }

    private void LaunchOne(TaskInfo task)
    {
        var problem = TaskRules.Problem(task, framework, offer, _executors);
        if (problem is null && _launched.Contains(task.Id))
            problem = $"Task has duplicate ID: {task.Id}";
        problem ??= TaskRules.ResourceProblem(task, _executors.Cost(task.Executor), _left);
        if (problem is not null)
        {
            Fail(task, StatusReason.TaskInvalid, problem);
            return;
        }

        if (HasLivingCopy(task))
        {
            Drop(task);
            return;
        }

        var starts = Start(task.Executor);
        Add(new(ToLaunch(task, task.Executor?.Of(framework.Id))) { StartsExecutor = starts });
    }

    private void LaunchTogether(OfferOperation.LaunchGroup group)
    {
        var problem = GroupRules.Problem(group, framework, offer, _executors, _launched)
            ?? GroupRules.ResourceProblem(group, _executors.Cost(group.Executor), _left);
        if (problem is not null)
        {
            foreach (var task in group.Tasks)
                Fail(task, StatusReason.TaskGroupInvalid, problem);
            return;
        }

        if (group.Tasks.Any(HasLivingCopy))
        {
            foreach (var task in group.Tasks)
                Drop(task);
            return;
        }

        var starts = Start(group.Executor);
        var executor = group.Executor.Of(framework.Id);
        var launched = group.Tasks.Select(task => ToLaunch(task, executor)).ToArray();
        foreach (var task in launched)
            Add(new(task) { IsInGroup = true });
        events.Add(new AgentEvent.GroupSent(offer.AgentId, framework.Id, executor, [.. launched.Select(task => task.Info)], offer.Role)
        {
            StartsExecutor = starts,
        });
    }

    /// <summary>Starts an executor unless it lives already, or there is none.</summary>
    private bool Start(ExecutorInfo? executor)
    {
        if (_executors.Start(executor) is not { } started)
            return false;
        events.Add(new ExecutorEvent.Launched(started));
        _left -= started.Resources.Exclusive;
        return true;
    }

    private LaunchedTask ToLaunch(TaskInfo task, ExecutorInfo? executor) =>
        new(task.Executor == executor ? task : task with { Executor = executor }, framework.Id, offer.Role);

    private void Add(TaskEvent.Launched launched)
    {
        _launched.Add(launched.TaskId);
        if (CopyOf(launched.TaskId) is not null)
            events.Add(new AgentEvent.CopyForgotten(offer.AgentId, framework.Id, launched.TaskId));
        events.Add(launched);
        _left -= launched.Task.Info.Resources.Exclusive;
        _shared += launched.Task.Info.Resources.Where(resource => resource.Traits.IsShared);
    }

    private void Convert(ResourceOperation operation)
    {
        if (Problem(operation) is { } problem)
        {
            if (operation.Id is { } id)
                events.Add(new OperationEvent.Told(
                    framework.Id, new OperationStatus(id, OperationState.Error) { Message = problem, AgentId = offer.AgentId }));
            return;
        }

        var conversion = OperationConversions.Of(operation);
        if (operation is ResourceOperation.Destroy)
            Rescind(conversion.Consumed);
        events.Add(new AgentEvent.ResourcesConverted(offer.AgentId, conversion));
        _total = conversion.ApplyTo(_total);
        _left = operation.IsSpeculative() ? conversion.ApplyTo(_left) : _left - conversion.Consumed;
        _made.Add(conversion.Converted);
        if (operation is ResourceOperation.Destroy destroy)
            _destroyed.UnionWith(destroy.Volumes.Items.Select(volume => (volume.Traits.Volume!.Id, volume.Traits.ReservedRole)));
        if (operation.Id is { } named)
            Finish(named, conversion);
    }

    /// <summary>Nobody may accept an offer of a volume that is no more. The offers of this call have ended already.</summary>
    private void Rescind(ResourceSet destroyed)
    {
        var ended = events.OfType<OfferEvent.Ended>().Select(end => end.Offer.Id).ToHashSet();
        OfferEndings.EndAll(SharedVolumes.Offers(state.Agents[offer.AgentId], destroyed).Where(other => !ended.Contains(other.Id)), OfferEnd.Rescinded, events);
    }

    private void Finish(OperationId id, ResourceConversion conversion)
    {
        var status = new OperationStatus(id, OperationState.Finished)
        {
            AgentId = offer.AgentId,
            Role = offer.Role,
            Converted = conversion.Converted,
            UpdateId = state.MasterId.Update(_updates++),
        };
        events.Add(new OperationEvent.Finished(
            framework.Id, new(status, OperationDecisions.FirstReminder, state.Now + OperationDecisions.FirstReminder)));
    }

    private string? Problem(ResourceOperation operation)
    {
        if ((OperationRules.Problem(operation, state.Agents[offer.AgentId], _total) ?? OperationRules.ProblemOf(framework, offer, operation)) is { } problem)
            return problem;
        if (operation.Id is { } id && IdRules.Problem(id.Value) is { } idProblem)
            return $"Invalid operation ID: {idProblem}";
        // The agent is told what is left in the end, and would take the new volume for the old one.
        if (operation is ResourceOperation.Create create && create.Volumes.Items.FirstOrDefault(IsDestroyed) is { } again)
            return $"Invalid CREATE Operation: {again} was destroyed in the same call";
        var consumed = OperationConversions.Of(operation).Consumed;
        if (operation is ResourceOperation.Destroy && InUse(consumed) is { } inUse)
            return $"Invalid DESTROY Operation: {inUse}";
        return _left.Covers(consumed) ? null : $"The offers have {_left} left, which does not contain {consumed}";
    }

    private string? InUse(ResourceSet destroyed) =>
        SharedVolumes.UseProblem(state.Agents[offer.AgentId], destroyed)
        ?? (SharedVolumes.HaveInCommon(_shared, destroyed) ? SharedVolumes.InUse(destroyed, "of this call") : null);

    private bool IsDestroyed(Resource volume) => _destroyed.Contains((volume.Traits.Volume!.Id, volume.Traits.ReservedRole));

    private GivenUpTask? CopyOf(TaskId task) => state.Agents[offer.AgentId].GivenUp.Find((framework.Id, task));

    /// <summary>Reports on the two could not be told apart.</summary>
    private bool HasLivingCopy(TaskInfo task) => CopyOf(task.Id) is { HasEnded: false };

    private void Drop(TaskInfo task) =>
        events.Add(new TaskEvent.Told(framework.Id, new TaskStatus(task.Id, ForFramework.State(framework.Info, TaskState.Dropped), StatusSource.Master)
        {
            Reason = StatusReason.ContainerLaunchFailed,
            Message = "A copy of a task of this id that was given up has not ended on the agent yet",
            AgentId = task.AgentId,
            Timestamp = state.Now,
        }));

    private void Fail(TaskInfo task, StatusReason reason, string problem) =>
        events.Add(new TaskEvent.Told(framework.Id, new TaskStatus(task.Id, TaskState.Error, StatusSource.Master)
        {
            Reason = reason,
            Message = problem,
            AgentId = task.AgentId,
            Timestamp = state.Now,
        }));
}
