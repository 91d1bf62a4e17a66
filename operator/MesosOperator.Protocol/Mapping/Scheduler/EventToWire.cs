using Google.Protobuf;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Protocol.Mapping.Maintenance;
using MesosOperator.Protocol.Mapping.Offers;
using MesosOperator.Protocol.Mapping.Tasks;
using MesosOperator.Protocol.Mesos.V1.Scheduler;
using Wire = MesosOperator.Protocol.Mesos.V1;

namespace MesosOperator.Protocol.Mapping.Scheduler;

/// <summary>What the core tells frameworks, as events of the scheduler API.</summary>
/// <param name="master">How the master introduces itself.</param>
/// <param name="announcedHeartbeat">The interval of heartbeats that SUBSCRIBED announces.</param>
public sealed class EventToWire(Wire.MasterInfo master, TimeSpan announcedHeartbeat)
{
    /// <summary>
    /// How many bytes of protobuf one event of offers holds at most, if it holds more than one offer. Some clients
    /// refuse records above 4 MiB, and JSON takes about four times as much.
    /// </summary>
    private const int MaxOfferBytes = 768 * 1024;

    /// <summary>The event that only says that the stream lives.</summary>
    public static Event Heartbeat { get; } = new() { Type = Event.Types.Type.Heartbeat };

    /// <summary>The events of a notice: one, except that many offers are told in several.</summary>
    public IEnumerable<Event> Map(FrameworkNotice notice)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return notice is OffersMade offers ? Offers(offers) : [One(notice)];
    }

    private Event One(FrameworkNotice notice) => notice switch
    {
        FrameworkNotice.Subscribed subscribed => new()
        {
            Type = Event.Types.Type.Subscribed,
            Subscribed = new Event.Types.Subscribed
            {
                FrameworkId = new Wire.FrameworkID { Value = subscribed.FrameworkId.Value },
                HeartbeatIntervalSeconds = announcedHeartbeat.TotalSeconds,
                MasterInfo = master,
            },
        },
        FrameworkNotice.OfferRescinded rescinded => new()
        {
            Type = Event.Types.Type.Rescind,
            Rescind = new Event.Types.Rescind { OfferId = new Wire.OfferID { Value = rescinded.OfferId.Value } },
        },
        InverseOffersMade made => new()
        {
            Type = Event.Types.Type.InverseOffers,
            InverseOffers = new Event.Types.InverseOffers { InverseOffers_ = { made.Items.Select(item => InverseOffersToWire.Map(item.Offer, item.Agent)) } },
        },
        FrameworkNotice.InverseOfferRescinded rescinded => new()
        {
            Type = Event.Types.Type.RescindInverseOffer,
            RescindInverseOffer = new Event.Types.RescindInverseOffer { InverseOfferId = new Wire.OfferID { Value = rescinded.OfferId.Value } },
        },
        FrameworkNotice.TaskUpdated updated => new()
        {
            Type = Event.Types.Type.Update,
            Update = new Event.Types.Update { Status = StatusToWire.Map(updated.Status) },
        },
        FrameworkNotice.OperationUpdated updated => new()
        {
            Type = Event.Types.Type.UpdateOperationStatus,
            UpdateOperationStatus = new Event.Types.UpdateOperationStatus { Status = OperationStatusToWire.Map(updated.Status, updated.Capabilities) },
        },
        FrameworkNotice.Failed failed => new()
        {
            Type = Event.Types.Type.Error,
            Error = new Event.Types.Error { Message = failed.Message },
        },
        _ => OfAgent(notice),
    };

    private static Event OfAgent(FrameworkNotice notice) => notice switch
    {
        FrameworkNotice.MessageArrived message => new()
        {
            Type = Event.Types.Type.Message,
            Message = new Event.Types.Message
            {
                AgentId = new Wire.AgentID { Value = message.AgentId.Value },
                ExecutorId = new Wire.ExecutorID { Value = message.ExecutorId.Value },
                Data = UnsafeByteOperations.UnsafeWrap(message.Data.Bytes),
            },
        },
        FrameworkNotice.AgentLost lost => new()
        {
            Type = Event.Types.Type.Failure,
            Failure = new Event.Types.Failure { AgentId = new Wire.AgentID { Value = lost.AgentId.Value } },
        },
        FrameworkNotice.ExecutorLost lost => new()
        {
            Type = Event.Types.Type.Failure,
            Failure = new Event.Types.Failure
            {
                AgentId = new Wire.AgentID { Value = lost.AgentId.Value },
                ExecutorId = new Wire.ExecutorID { Value = lost.ExecutorId.Value },
                Status = lost.WaitStatus,
            },
        },
        _ => throw new ArgumentException($"{notice.GetType().Name} is not a notice for a framework", nameof(notice)),
    };

    private static IEnumerable<Event> Offers(OffersMade notice)
    {
        var offers = new Event.Types.Offers();
        var bytes = 0;
        foreach (var item in notice.Items)
        {
            var offer = OffersToWire.Map(item, notice.Capabilities);
            var size = offer.CalculateSize();
            if (bytes > 0 && bytes + size > MaxOfferBytes)
            {
                yield return new Event { Type = Event.Types.Type.Offers, Offers = offers };
                offers = new Event.Types.Offers();
                bytes = 0;
            }

            offers.Offers_.Add(offer);
            bytes += size;
        }

        if (offers.Offers_.Count > 0)
        {
            yield return new Event { Type = Event.Types.Type.Offers, Offers = offers };
        }
    }
}
