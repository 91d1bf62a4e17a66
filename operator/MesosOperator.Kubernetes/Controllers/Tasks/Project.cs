using k8s.Models;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Tasks;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Tasks;

/// <summary>
/// Writes the object of a task before it is launched, and afterwards what is heard of it; acknowledges an update once the
/// object shows it. Asks the master for tasks of which nothing was heard since it, or this process, began.
/// </summary>
internal sealed class Project(ClusterCaches caches, TaskBook book, ResourceTransport transport, IMaster master, TimeProvider time)
{
    /// <summary>The master says nothing of tasks whose agents are yet to come back: it is asked again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(15);

    /// <summary>Records that a task is about to be launched; returns why it may not be, if so.</summary>
    public async Task<string?> RecordAsync(BookedOffer booked, V1Alpha1Offer offer, TaskToLaunch task, CancellationToken stop)
    {
        var key = new ResourceKey(booked.Framework.Namespace, ObjectNames.Of(booked.Framework.Name, new TaskId(task.Id)));
        if (caches.Tasks.Lister.Find(key) is { } known)
            return LaunchedOn(known) == booked.Offer.Id.Value ? null : $"Task '{task.Id}' was launched before, and an id is never used again";
        try
        {
            await caches.Tasks.Client.CreateAsync(ObjectOf(key, booked, offer, task), stop);
            return null;
        }
        catch (ApiServerException failure) when (failure.Failure == ApiFailure.AlreadyExists)
        {
            return await caches.Tasks.Client.FindAsync(key, stop) is { } other && LaunchedOn(other) == booked.Offer.Id.Value
                ? null
                : $"Task '{task.Id}' was launched before, and an id is never used again";
        }
        catch (ApiServerException failure) when (failure.Failure is ApiFailure.Invalid or ApiFailure.Rejected)
        {
            return $"Task '{task.Id}' cannot be recorded: {failure.Message}";
        }
    }

    /// <summary>Shows what was heard, and returns the object as it is then.</summary>
    public async Task<(V1Alpha1Task Task, Requeue Next)> RunAsync(ResourceKey key, V1Alpha1Task seen, CancellationToken stop)
    {
        if (book.Find(key) is not { } heard)
            return (seen, seen.Status?.State?.IsTerminal() == true ? Requeue.Never : await AskAsync(seen));
        var status = TaskStatusMapping.StatusOf(seen, heard.Status, time);
        if (await caches.Tasks.Writer.ApplyStatusAsync(seen, seen.Status, status, stop))
            seen = new V1Alpha1Task { Metadata = seen.Metadata, Spec = seen.Spec, Status = status };
        await AcknowledgeAsync(key, heard);
        return (seen, Requeue.Never);
    }

    /// <summary>
    /// The object of a task that told of itself before its object was seen; null when there is none, and when to look
    /// again. Whoever deleted it while its task was being launched wants the task to end as well.
    /// </summary>
    public async Task<(V1Alpha1Task? Unseen, Requeue Next)> FindUnseenAsync(ResourceKey key, CancellationToken stop)
    {
        if (book.Find(key) is not { } heard)
            return (null, Requeue.Never);
        if (await caches.Tasks.Client.FindAsync(key, stop) is { } unseen)
            return (unseen, Requeue.Never);
        await AcknowledgeAsync(key, heard);
        if (heard.Status.State.IsTerminal() || transport.Find(heard.Framework) is not { } session)
        {
            book.Forget(key);
            return (null, Requeue.Never);
        }

        await master.CallAsync(new FrameworkCommand.Kill(session.Id, session.Caller, heard.Status.TaskId, heard.Status.AgentId, null));
        return (null, Requeue.After(AskAgain));
    }

    private async Task AcknowledgeAsync(ResourceKey key, BookedTask heard)
    {
        if (heard.Status is not { UpdateId: { } update, AgentId: { } agent } || transport.Find(heard.Framework) is not { } session)
            return;
        var result = await master.CallAsync(
            new FrameworkCommand.Acknowledge(session.Id, session.Caller, agent, heard.Status.TaskId, update));
        if (result.IsDone)
            book.SeenTo(key, heard);
    }

    private async Task<Requeue> AskAsync(V1Alpha1Task seen)
    {
        if (transport.Find(new(seen.Spec.FrameworkId)) is not { State: SessionState.Subscribed } session)
            return Requeue.Never;
        if (time.GetUtcNow() - seen.Metadata.CreationTimestamp < AskAgain)
            return Requeue.After(AskAgain); // It was only just launched, and will tell of itself.
        await master.CallAsync(new FrameworkCommand.Reconcile(
            session.Id, session.Caller, [new TaskQuery(new(seen.Spec.Id), new(seen.Spec.AgentId))]));
        return Requeue.After(AskAgain);
    }

    private V1Alpha1Task ObjectOf(ResourceKey key, BookedOffer booked, V1Alpha1Offer offer, TaskToLaunch task) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = key.Name,
            NamespaceProperty = key.Namespace,
            Labels = new Dictionary<string, string>
            {
                [Labels.Framework] = ObjectNames.Of(booked.Framework.Name),
                [Labels.Agent] = offer.Spec.Agent,
            },
            Annotations = new Dictionary<string, string> { [Annotations.Offer] = booked.Offer.Id.Value },
            Finalizers = [Finalizers.Kill],
            OwnerReferences = Owner.Of(caches.Frameworks.Lister.Find(booked.Framework)),
        },
        Spec = new V1Alpha1TaskSpec
        {
            Id = task.Id,
            Name = task.Name,
            Resources = task.Resources,
            Command = task.Command,
            Container = task.Container,
            HealthCheck = task.HealthCheck,
            KillGraceSeconds = task.KillGraceSeconds,
            Labels = task.Labels,
            Framework = booked.Framework.Name,
            FrameworkId = booked.Offer.FrameworkId.Value,
            Agent = offer.Spec.Agent,
            AgentId = booked.Offer.AgentId.Value,
            Role = booked.Offer.Role.Value,
        },
    };

    private static string? LaunchedOn(V1Alpha1Task task) =>
        task.Metadata.Annotations?.TryGetValue(Annotations.Offer, out var offer) == true ? offer : null;
}
