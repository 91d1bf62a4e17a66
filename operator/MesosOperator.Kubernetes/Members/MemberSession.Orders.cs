using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;
using MesosOperator.Kubernetes.Members.Pods;
using MesosOperator.Kubernetes.Members.Tasks;
using MesosOperator.Protocol.Mapping.Frameworks;

namespace MesosOperator.Kubernetes.Members;

/// <content>What the master orders of a node. Nothing is done here but noted, since the master does not wait.</content>
internal sealed partial class MemberSession
{
    /// <summary>More questions for tasks that are not here are left without an answer: they are asked again.</summary>
    private const int UnknownMax = 10_000;

    private void Take(NodeAgent agent, LinkId link, AgentOrder? order)
    {
        lock (_gate)
        {
            if (agent.Link != link)
                return;
            switch (order)
            {
                case null:
                    agent.Part();
                    Look(MemberKey.OfNode(agent.Name));
                    break;
                case AgentOrder.Welcome:
                    agent.Phase = NodeLinkPhase.Joined;
                    Changed();
                    Requeue(agent);
                    break;
                case AgentOrder.Refuse refuse:
                    Refuse(agent, refuse.Message);
                    break;
                case AgentOrder.ShutDown shutDown:
                    Refuse(agent, shutDown.Message);
                    foreach (var task in _tasks.Of(agent.Id))
                        EndTask(task, PodEnding.Unwanted, null);
                    break;
                case AgentOrder.KeepResources keep:
                    Keep(agent, keep.Kept);
                    break;
                default:
                    TakeForTasks(agent, link, order);
                    break;
            }
        }
    }

    /// <summary>Of a persistent volume that is kept no more the claim goes, and what is in it.</summary>
    private void Keep(NodeAgent agent, ResourceSet kept)
    {
        foreach (var gone in ClaimsOf(agent, agent.Kept).Except(ClaimsOf(agent, kept), StringComparer.Ordinal))
            agent.Destroyed.Enqueue(gone);
        agent.Kept = kept;
        Look(MemberKey.OfNode(agent.Name));
    }

    private static IEnumerable<string> ClaimsOf(NodeAgent agent, ResourceSet kept) =>
        from resource in kept.Items
        let volume = resource.Traits.Volume
        where volume is not null
        select ClaimPlan.NameOf(agent.Id, resource.Traits.ReservedRole ?? "", volume.Id);

    private void TakeForTasks(NodeAgent agent, LinkId link, AgentOrder order)
    {
        switch (order)
        {
            case AgentOrder.RunTask run:
                Launch(agent, link, PodOrder.Of(run));
                break;
            case AgentOrder.RunGroup run:
                Launch(agent, link, PodOrder.Of(run));
                break;
            case AgentOrder.KillTask kill:
                if (_tasks.Find(kill.FrameworkId, kill.TaskId) is { } killed)
                    EndTask(killed, PodEnding.Killed, kill.Policy?.GracePeriod);
                break;
            case AgentOrder.AcknowledgeUpdate seen:
                Acknowledge(seen);
                break;
            case AgentOrder.ReconcileTasks reconcile:
                foreach (var id in reconcile.TaskIds.Where(id => _tasks.Find(reconcile.FrameworkId, id) is null).Take(UnknownMax - _unknown.Count))
                    _unknown.Enqueue((link, reconcile.FrameworkId, id));
                Look(MemberKey.OfNode(agent.Name));
                break;
            case AgentOrder.ShutDownFramework framework:
                foreach (var task in _tasks.Of(agent.Id).Where(task => task.Order.FrameworkId == framework.FrameworkId))
                    EndTask(task, PodEnding.Unwanted, null);
                break;
            case AgentOrder.Drain drain:
                foreach (var task in _tasks.Of(agent.Id))
                    EndTask(task, EndingOf(task, drain.Plan), drain.Plan.MaxGracePeriod);
                break;
            case AgentOrder.ShutDownExecutor executor:
                foreach (var task in _tasks.Of(agent.Id).Where(task => IsOf(task, executor)))
                    EndTask(task, PodEnding.Killed, null);
                break;
        }
    }

    /// <summary>An order that is given twice makes one Pod. While one of its name is ending there is no room for another.</summary>
    private void Launch(NodeAgent agent, LinkId link, PodOrder order)
    {
        var name = PodPlan.NameOf(order);
        if (_tasks.OfPod(name) is { } known)
        {
            if (known.Ending is not null || known.IsOver)
                foreach (var member in order.Tasks)
                    _unknown.Enqueue((link, order.FrameworkId, new(member.TaskId.Value)));
            Look(MemberKey.OfNode(agent.Name));
            return;
        }

        var (pod, problem) = PodPlan.For(order, agent.Name, _settings.Pods);
        var task = new MemberTask(new(_settings.Spec.Tasks.Namespace, name), order, pod) { Node = agent.Name };
        _tasks.Add(task);
        if (problem is not null)
            task.ObserveAll(new(TaskState.Failed) { Reason = StatusReason.ContainerLaunchFailed, Message = problem }, Now);
        Look(MemberKey.OfPod(name));
    }

    private void EndTask(MemberTask task, PodEnding why, TimeSpan? grace)
    {
        task.End(why, grace);
        Look(MemberKey.OfPod(task.Pod.Name));
    }

    private void Acknowledge(AgentOrder.AcknowledgeUpdate seen)
    {
        if (_tasks.Find(seen.FrameworkId, seen.TaskId) is not { } task || task.IndexOf(seen.TaskId) is not (>= 0 and var index))
            return;
        if (task.Statuses[index].Next is { } told && UpdateOf(task, index, told) == seen.UpdateId)
            task.Statuses[index].Acknowledge();
        Look(MemberKey.OfPod(task.Pod.Name));
    }

    private void Refuse(NodeAgent agent, string why)
    {
        Forget(agent.Part());
        (agent.Phase, agent.Refusal) = (NodeLinkPhase.Refused, why);
        MemberLog.Refused(_log, _settings.Name, agent.Name, why);
    }

    private void Requeue(NodeAgent agent)
    {
        Look(MemberKey.OfNode(agent.Name));
        foreach (var task in _tasks.Of(agent.Id))
            Look(MemberKey.OfPod(task.Pod.Name));
    }

    private static bool IsOf(MemberTask task, AgentOrder.ShutDownExecutor order) =>
        task.Order.FrameworkId == order.FrameworkId
        && (task.Order.Executor?.ExecutorId.Value ?? task.Order.Tasks[0].TaskId.Value) == order.ExecutorId.Value;

    private static PodEnding EndingOf(MemberTask task, DrainPlan plan) =>
        plan.After == AfterDrain.MarkGone && FrameworkFromWire.Map(task.Order.Framework).Info.Can(FrameworkCapabilities.PartitionAware) ? PodEnding.Gone : PodEnding.Drained;
}
