namespace MesosOperator.Runtime;

/// <summary>The bounds of every queue of the operator, in one place.</summary>
public sealed record RuntimeLimits
{
    /// <summary>Commands that may wait for the master; a call beyond them is answered with 503.</summary>
    public int MailboxCapacity { get; init; } = 10_000;

    /// <summary>Commands that are applied before their effects leave together.</summary>
    public int MaxBatch { get; init; } = 1_000;

    /// <summary>Notices that may wait on the stream of one framework; a slower reader loses its stream.</summary>
    public int StreamBuffer { get; init; } = 100_000;

    /// <summary>Streams of the operator API that may be open; one more ends the oldest. Each may hold as many notices as that of a framework.</summary>
    public int MaxOperatorStreams { get; init; } = 1_000;

    /// <summary>Orders that may wait on the link of one agent; a slower reader loses its link.</summary>
    public int LinkBuffer { get; init; } = 100_000;

    /// <summary>The size of a request's body in bytes; a larger one is answered with 413.</summary>
    public long MaxRequestBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The size of one message of an agent in bytes; an agent that comes back names all its tasks in one.</summary>
    public int MaxLinkMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long the loop may take for a turn before the operator counts as stuck.</summary>
    public TimeSpan StuckAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Every problem of the values, in words for people; empty when there is none.</summary>
    public IEnumerable<string> Problems()
    {
        if (MailboxCapacity < 1)
            yield return $"{nameof(MailboxCapacity)} is {MailboxCapacity}, must be at least 1";
        if (MaxBatch < 1)
            yield return $"{nameof(MaxBatch)} is {MaxBatch}, must be at least 1";
        if (StreamBuffer < 2)
            yield return $"{nameof(StreamBuffer)} is {StreamBuffer}, must be at least 2: a subscription and a heartbeat";
        if (MaxOperatorStreams < 1)
            yield return $"{nameof(MaxOperatorStreams)} is {MaxOperatorStreams}, must be at least 1";
        if (LinkBuffer < 2)
            yield return $"{nameof(LinkBuffer)} is {LinkBuffer}, must be at least 2: a welcome and a ping";
        if (MaxRequestBytes < 1024)
            yield return $"{nameof(MaxRequestBytes)} is {MaxRequestBytes}, must be at least 1024";
        if (MaxLinkMessageBytes < 1024)
            yield return $"{nameof(MaxLinkMessageBytes)} is {MaxLinkMessageBytes}, must be at least 1024";
        if (StuckAfter <= TimeSpan.FromSeconds(1))
            yield return $"{nameof(StuckAfter)} is {StuckAfter}, must be longer than a second";
    }
}
