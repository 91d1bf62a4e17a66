using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Views;
using MesosOperator.Crds;
using MesosOperator.Crds.Frameworks;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Pictures;
using MesosOperator.Kubernetes.Reconciling;

namespace MesosOperator.Kubernetes.Controllers.Frameworks;

/// <summary>Tells in the status of a framework's object how it is doing, and in events when it came and went.</summary>
internal sealed class Report(ClusterCaches caches, PictureWatch pictures, Outlooks outlooks, EventRecorder events, TimeProvider time)
{
    private const int InverseOffersShown = 1000;

    /// <summary>Why a framework is offered nothing changes without anything of the framework changing.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(30);

    private readonly InvalidSpec _invalid = new(events, time);

    /// <summary>Says why a spec is not followed; what was in force before stays so.</summary>
    public async Task<Requeue> InvalidAsync(V1Alpha1Framework framework, string reason, string problem, CancellationToken stop)
    {
        await _invalid.TellAsync<V1Alpha1Framework, V1Alpha1FrameworkSpec, V1Alpha1FrameworkStatus>(caches.Frameworks.Writer, framework, OwnPart(framework.Status), (reason, problem), stop);
        return Requeue.Never;
    }

    public async Task<Requeue> RunAsync(V1Alpha1Framework framework, string? refusal, CancellationToken stop)
    {
        if (pictures.Current is not { } picture)
            return Requeue.Never;
        var present = OwnPart(framework.Status);
        var id = FrameworkMapping.IdOf(framework);
        var view = picture.Frameworks.GetValueOrDefault(id);
        var why = view is { State: FrameworkState.Connected, Offers.IsEmpty: true } ? await outlooks.WhyAsync(id, stop) : "";
        var wanted = StatusOf(framework, present, view, refusal, (picture, why));
        if (await caches.Frameworks.Writer.ApplyStatusAsync(framework, present, wanted, stop))
            TellOfConnection(framework, present, wanted);
        return why.Length == 0 ? Requeue.Never : Requeue.After(AskAgain);
    }

    private V1Alpha1FrameworkStatus StatusOf(
        V1Alpha1Framework framework, V1Alpha1FrameworkStatus? present, FrameworkView? view, string? refusal, (Picture Picture, string WhyNothing) seen)
    {
        var conditions = new ConditionSet(present?.Conditions, framework.Metadata.Generation, time);
        SetConnected(conditions, framework, view);
        SetOffered(conditions, view, seen.WhyNothing);
        SetReady(conditions, framework, refusal);
        var status = new V1Alpha1FrameworkStatus
        {
            ObservedGeneration = framework.Metadata.Generation,
            Conditions = conditions.All,
            RegisteredAt = present?.RegisteredAt ?? Times.Of(view?.RegisteredAt),
            DisconnectedSince = view?.State == FrameworkState.Disconnected ? present?.DisconnectedSince ?? Now() : null,
            ReregisteredAt = Times.Of(view?.ReregisteredAt) ?? present?.ReregisteredAt,
        };
        return view is null ? status : status with
        {
            Allocated = Values.Of(view.Used),
            Offered = Values.Of(view.Offered),
            Offers = view.Offers.Length,
            InverseOffers = InverseOffersOf(view, seen.Picture),
            Share = Shares.Text(Shares.Dominant(view.Used.Quantities + view.Offered.Quantities, seen.Picture.Total)),
            Tasks = TaskTally.Of(view),
        };
    }

    private static IReadOnlyList<InverseOffer>? InverseOffersOf(FrameworkView view, Picture picture) => view.InverseOffers.IsEmpty ? null :
    [
        .. view.InverseOffers.OrderBy(offer => offer.AgentId).Take(InverseOffersShown).Select(offer => new InverseOffer
        {
            Agent = ObjectNames.Of(offer.AgentId, picture.Agents[offer.AgentId].Info.Hostname),
            AgentId = offer.AgentId.Value,
            Unavailability = MaintenanceMapping.ObjectOf(offer.Unavailability),
        }),
    ];

    private static void SetConnected(ConditionSet conditions, V1Alpha1Framework framework, FrameworkView? view)
    {
        if (framework.Status?.RemovedAt is not null)
            conditions.Set(Conditions.Connected, ConditionStatus.False, "Removed", "It was removed and its id may not come back");
        else if (view is null)
            conditions.Set(Conditions.Connected, ConditionStatus.False, "NeverSubscribed", "It has not subscribed yet");
        else if (view.State == FrameworkState.Connected)
            conditions.Set(Conditions.Connected, ConditionStatus.True, "Subscribed", "It is subscribed");
        else
            conditions.Set(Conditions.Connected, ConditionStatus.False, "Disconnected",
                $"Its tasks go on for {(long)FrameworkMapping.FailoverTimeoutOf(framework).TotalSeconds} s after it went, and at least until the operator has recovered");
    }

    private static void SetOffered(ConditionSet conditions, FrameworkView? view, string why)
    {
        if (view is { Offers.Length: > 0 })
            conditions.Set(Conditions.Offered, ConditionStatus.True, "HasOffers", "It has offers to answer");
        else if (view?.State != FrameworkState.Connected)
            conditions.Set(Conditions.Offered, ConditionStatus.False, "NotConnected", "Only a subscribed framework is offered resources");
        else
            conditions.Set(Conditions.Offered, ConditionStatus.False, "NothingForIt", why);
    }

    private static void SetReady(ConditionSet conditions, V1Alpha1Framework framework, string? refusal)
    {
        if (refusal is not null)
            conditions.SetStalled(Conditions.Reasons.Refused, refusal);
        else if (framework.Status?.RemovedAt is not null)
            conditions.SetStalled("Removed", "It was torn down, or its time to come back was over; delete the object to begin anew");
        else
            conditions.SetReady(Conditions.Reasons.AsWanted, framework.Spec.Transport == FrameworkTransport.Http
                ? "It may subscribe over HTTP"
                : "Its offers are objects of the kind Offer");
    }

    private void TellOfConnection(V1Alpha1Framework framework, V1Alpha1FrameworkStatus? present, V1Alpha1FrameworkStatus wanted)
    {
        var (before, after) = (IsConnected(present), IsConnected(wanted));
        if (!before && after)
            events.Tell(framework, EventKind.Normal, present?.RegisteredAt is null ? EventReasons.Registered : EventReasons.Reregistered, "Subscribe", "It subscribed");
        else if (before && !after)
            events.Tell(framework, EventKind.Warning, EventReasons.Disconnected, "Disconnect", "Its subscription ended");
    }

    private static bool IsConnected(V1Alpha1FrameworkStatus? status) =>
        status?.Conditions?.Any(condition => condition.Type == Conditions.Connected && condition.Status == ConditionStatus.True) == true;

    /// <summary>The part of a status that is told here; the rest is kept by the store.</summary>
    private static V1Alpha1FrameworkStatus? OwnPart(V1Alpha1FrameworkStatus? status) =>
        status is null ? null : status with { Id = null, FailoverTimeoutSeconds = null, RemovedAt = null };

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
}
