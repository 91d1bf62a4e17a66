using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;

namespace MesosOperator.Kubernetes.Controllers.Offers;

/// <summary>Says of an offer how it ended, keeps its object for a while so that its framework can read it, and then deletes it.</summary>
internal sealed class End(ClusterCaches caches, OfferBook book, EventRecorder events, TimeProvider time)
{
    /// <summary>How long an object shows that its offer ended.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    public async Task<Requeue> RunAsync(BookedOffer booked, V1Alpha1Offer? seen, CancellationToken stop)
    {
        if (seen is null)
        {
            // Written, and not seen yet: it will be, and is then shown as ended.
            if (!booked.IsWritten || time.GetUtcNow() - booked.EndedAt >= Kept)
                book.Forget(booked.Key);
            return Requeue.Never;
        }

        return await FinishAsync(seen, booked.Phase, booked.EndedAt ?? time.GetUtcNow(), Words(booked.Phase), stop);
    }

    /// <summary>An object that no offer stands behind: it is from an earlier leader, or somebody else made it.</summary>
    public Task<Requeue> StrangerAsync(V1Alpha1Offer seen, CancellationToken stop)
    {
        var phase = seen.Status?.Phase is { } known and not OfferPhase.Outstanding ? known : OfferPhase.Rescinded;
        var words = phase == seen.Status?.Phase ? Words(phase) : "The operator that made this offer is gone";
        return FinishAsync(seen, phase, seen.Status?.EndedAt ?? time.GetUtcNow(), words, stop);
    }

    private async Task<Requeue> FinishAsync(V1Alpha1Offer seen, OfferPhase phase, DateTimeOffset endedAt, string words, CancellationToken stop)
    {
        if (seen.Metadata.DeletionTimestamp is not null)
            return Requeue.Never;
        var left = endedAt + Kept - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            await caches.Offers.Client.DeleteAsync(ResourceKey.Of(seen), stop);
            book.Forget(ResourceKey.Of(seen));
            return Requeue.Never;
        }

        await ReportAsync(seen, phase, endedAt, words, stop);
        return Requeue.After(left);
    }

    private async Task ReportAsync(V1Alpha1Offer seen, OfferPhase phase, DateTimeOffset endedAt, string words, CancellationToken stop)
    {
        var conditions = new ConditionSet(seen.Status?.Conditions, seen.Metadata.Generation, time);
        conditions.SetStalled(phase.ToString(), words);
        var wanted = new V1Alpha1OfferStatus
        {
            ObservedGeneration = seen.Metadata.Generation,
            Conditions = conditions.All,
            Phase = phase,
            EndedAt = DateTimeOffset.FromUnixTimeSeconds(endedAt.ToUnixTimeSeconds()),
        };
        if (await caches.Offers.Writer.ApplyStatusAsync(seen, seen.Status, wanted, stop) && Complaint(seen, phase) is { } complaint)
            events.Tell(seen, EventKind.Warning, EventReasons.AnswerRefused, "Respond", complaint);
    }

    /// <summary>What to say to who answered and was not heeded; null when nobody is disappointed.</summary>
    private static string? Complaint(V1Alpha1Offer seen, OfferPhase phase)
    {
        if (seen.Spec.Response is null || seen.Status?.ObservedGeneration == seen.Metadata.Generation)
            return null;
        return phase is OfferPhase.Rescinded or OfferPhase.Expired ? "The answer came too late: the offer had ended"
            : seen.Status?.Phase == phase ? "An offer is answered once: what was changed afterwards is not heeded"
            : null;
    }

    private static string Words(OfferPhase phase) => phase switch
    {
        OfferPhase.Accepted => "The framework used it",
        OfferPhase.Declined => "The framework did not use it",
        OfferPhase.Expired => "The framework did not answer in time",
        _ => "The operator took it back",
    };
}
