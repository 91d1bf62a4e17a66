using MesosOperator.Protocol.Mesos.V1.Master;

namespace MesosOperator.Http.Operators.Events;

/// <summary>An event for subscribers, and the count of the master's events up to it. Whoever reads it first puts it into words, for all.</summary>
internal sealed record Happening(long Revision, Lazy<Event> Told);
