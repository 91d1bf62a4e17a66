namespace MesosOperator.Core.Maintenance;

/// <summary>
/// When a machine is going to be unavailable, in nanoseconds since the epoch and in nanoseconds; without a duration for an
/// unknown time. Nothing happens by itself when it begins: frameworks plan with it, and people keep to it.
/// </summary>
public sealed record Unavailability(long StartNanoseconds, long? DurationNanoseconds);
