using k8s.Models;
using MesosOperator.Core.Resources;
using MesosOperator.Crds;
using MesosOperator.Crds.Offers;
using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Kubernetes.Api;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Kubernetes.Mapping;
using MesosOperator.Kubernetes.Objects;
using MesosOperator.Kubernetes.Reconciling;
using MesosOperator.Kubernetes.Transport;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Kubernetes.Controllers.Offers;

/// <summary>Writes the object of an offer that stands, and puts right what others changed of what is not theirs.</summary>
internal sealed class Project(ClusterCaches caches, OfferBook book, EventRecorder events, TimeProvider time)
{
    public async Task<Requeue> RunAsync(BookedOffer booked, CancellationToken stop)
    {
        var written = await caches.Offers.Writer.ApplyAsync(ObjectOf(booked), stop);
        book.Written(booked.Key);
        await ReportAsync(written, stop);
        return Requeue.Never;
    }

    /// <summary>The API server does not let anybody change what an offer says, but older ones know no such rule.</summary>
    public async Task<Requeue> KeepAsync(BookedOffer booked, V1Alpha1Offer seen, CancellationToken stop)
    {
        book.Written(booked.Key);
        if (seen.Metadata.Generation > 1 && !SameOffer(booked, seen))
        {
            events.Tell(seen, EventKind.Warning, EventReasons.Invalid, "Restore", "Only spec.response is the framework's to write; the rest was put right");
            await caches.Offers.Client.PatchAsync(booked.Key, "", RestorationOf(booked), stop);
        }

        if (seen.Status?.Phase is null)
            await ReportAsync(seen, stop);
        return Requeue.Never;
    }

    private async Task ReportAsync(V1Alpha1Offer offer, CancellationToken stop)
    {
        var conditions = new ConditionSet(offer.Status?.Conditions, offer.Metadata.Generation, time);
        conditions.SetReady(Conditions.Reasons.AsWanted, "It may be answered in spec.response");
        await caches.Offers.Writer.ApplyStatusAsync(offer, offer.Status, new V1Alpha1OfferStatus
        {
            ObservedGeneration = offer.Metadata.Generation,
            Conditions = conditions.All,
            Phase = OfferPhase.Outstanding,
        }, stop);
    }

    private V1Alpha1Offer ObjectOf(BookedOffer booked) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = booked.Key.Name,
            NamespaceProperty = booked.Key.Namespace,
            Labels = new Dictionary<string, string>
            {
                [Labels.Framework] = ObjectNames.Of(booked.Framework.Name),
                [Labels.Agent] = AgentName(booked),
            },
            OwnerReferences = Owner.Of(caches.Frameworks.Lister.Find(booked.Framework)),
        },
        Spec = SpecOf(booked),
    };

    private static V1Alpha1OfferSpec SpecOf(BookedOffer booked) => new()
    {
        Id = booked.Offer.Id.Value,
        Framework = booked.Framework.Name,
        FrameworkId = booked.Offer.FrameworkId.Value,
        Agent = AgentName(booked),
        AgentId = booked.Offer.AgentId.Value,
        Hostname = booked.Agent.Hostname,
        Role = booked.Offer.Role.Value,
        Resources = ResourceValues.From(booked.Offer.Resources),
        Reserved = Reservations.Of(booked.Offer.Resources),
        Attributes = booked.Agent.Attributes.IsEmpty
            ? null
            : booked.Agent.Attributes.DistinctBy(attribute => attribute.Name).ToDictionary(attribute => attribute.Name, AttributeText.Of),
        Region = booked.Agent.Domain?.Region,
        Zone = booked.Agent.Domain?.Zone,
        Unavailability = booked.Unavailability is { } planned ? MaintenanceMapping.ObjectOf(planned) : null,
        ExpiresAt = booked.ExpiresAt,
    };

    private static bool SameOffer(BookedOffer booked, V1Alpha1Offer seen) =>
        ResourceJson.ToNode(seen.Spec with { Response = null })!.ToJsonString() == ResourceJson.ToNode(SpecOf(booked))!.ToJsonString();

    private static ResourcePatch RestorationOf(BookedOffer booked) =>
        ResourcePatch.Merge(new() { ["spec"] = ResourceJson.ToNode(SpecOf(booked)) });

    private static string AgentName(BookedOffer booked) => ObjectNames.Of(booked.Offer.AgentId, booked.Agent.Hostname);
}
