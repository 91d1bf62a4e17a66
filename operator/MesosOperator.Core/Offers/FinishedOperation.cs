using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Offers;

/// <summary>An operation whose framework has yet to acknowledge, and when it is told next, after an interval that doubles.</summary>
public sealed record FinishedOperation(OperationStatus Status, TimeSpan Interval, Instant RemindAt);
