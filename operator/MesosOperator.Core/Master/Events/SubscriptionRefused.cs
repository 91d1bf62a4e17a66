using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Events;

/// <summary>A subscription was refused; its stream gets the reason and ends.</summary>
public sealed record SubscriptionRefused(StreamId Stream, string Message) : MasterEvent;
