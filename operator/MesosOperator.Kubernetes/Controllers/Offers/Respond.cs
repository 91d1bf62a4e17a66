using System.Collections.Immutable;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Loop;

namespace MesosOperator.Kubernetes.Controllers.Offers;

/// <summary>
/// Hands the answer to an offer on to the master. The objects of tasks are written before, so that whatever becomes of a
/// task is told on its object even if this process ends in between.
/// </summary>
internal sealed class Respond(
    ClusterCaches caches, ResourceTransport transport, Tasks.Project tasks, IMaster master, EventRecorder events, TimeProvider time)
{
    private static readonly TimeSpan NotNow = TimeSpan.FromSeconds(1);

    public async Task<Requeue> RunAsync(BookedOffer booked, V1Alpha1Offer seen, CancellationToken stop)
    {
        if (transport.Find(booked.Offer.FrameworkId) is not { State: SessionState.Subscribed } session)
            return await RefuseAsync(seen, "The framework uses HTTP, or is not subscribed: the answer is not heeded", stop);
        if (Validity.Problem(seen) is { } problem)
            return await RefuseAsync(seen, problem, stop);
        return seen.Spec.Response is { Accept: { } accept }
            ? await AcceptAsync(booked, seen, accept, session, stop)
            : await DeclineAsync(booked, session, seen.Spec.Response!.Decline!.Filters);
    }

    /// <summary>Whoever deletes an offer does not want it. One that was only just written may merely not have been seen yet.</summary>
    public async Task<Requeue> DeletedAsync(BookedOffer booked, CancellationToken stop)
    {
        if (transport.Find(booked.Offer.FrameworkId) is not { State: SessionState.Subscribed } session)
            return Requeue.Never;
        return await caches.Offers.Client.FindAsync(booked.Key, stop) is null ? await DeclineAsync(booked, session, null) : Requeue.After(NotNow);
    }

    private async Task<Requeue> DeclineAsync(BookedOffer booked, ResourceSession session, OfferFilters? filters) => Next(await master.CallAsync(
        new FrameworkCommand.Decline(session.Id, session.Caller, [booked.Offer.Id], RefuseFor(filters))));

    private async Task<Requeue> AcceptAsync(
        BookedOffer booked, V1Alpha1Offer seen, OfferAcceptance accept, ResourceSession session, CancellationToken stop)
    {
        var operations = ImmutableArray.CreateBuilder<Core.Offers.OfferOperation>();
        foreach (var operation in accept.Operations)
        {
            var launched = ImmutableArray.CreateBuilder<Core.Tasks.TaskInfo>();
            foreach (var task in operation.Launch!.Tasks)
                if (await tasks.RecordAsync(booked, seen, task, stop) is { } refusal)
                    events.Tell(seen, EventKind.Warning, EventReasons.AnswerRefused, "Launch", refusal);
                else
                    launched.Add(TaskMapping.InfoOf(task, booked.Offer, session.Info));
            operations.Add(new Core.Offers.OfferOperation.Launch(launched.ToImmutable()));
        }

        var result = await master.CallAsync(new FrameworkCommand.Accept(
            session.Id, session.Caller, [booked.Offer.Id], operations.ToImmutable(), RefuseFor(accept.Filters)));
        return result.Refusal is { } refused ? await RefuseAsync(seen, refused.Message, stop) : Next(result);
    }

    /// <summary>The answer cannot be heeded; the offer stands until it ends otherwise.</summary>
    private async Task<Requeue> RefuseAsync(V1Alpha1Offer seen, string problem, CancellationToken stop)
    {
        var conditions = new ConditionSet(seen.Status?.Conditions, seen.Metadata.Generation, time);
        conditions.SetInvalid(problem);
        var wanted = new V1Alpha1OfferStatus
        {
            ObservedGeneration = seen.Metadata.Generation,
            Conditions = conditions.All,
            Phase = OfferPhase.Outstanding,
        };
        if (await caches.Offers.Writer.ApplyStatusAsync(seen, seen.Status, wanted, stop))
            events.Tell(seen, EventKind.Warning, EventReasons.AnswerRefused, "Respond", problem);
        return Requeue.Never;
    }

    private static TimeSpan RefuseFor(OfferFilters? filters) =>
        filters is null ? RefuseDuration.Default : TimeSpan.FromSeconds(filters.RefuseSeconds);

    /// <summary>An offer that is gone is no failure: the master says of its tasks that they are lost.</summary>
    private static Requeue Next(CallResult result) => result.IsDone ? Requeue.Never
        : result.Refusal is { } refusal ? Requeue.Permanent(refusal.Message)
        : Requeue.After(NotNow);
}
