namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Bounds on fetching.</summary>
internal sealed record FetchLimits
{
    /// <summary>Tasks that are fetched for at the same time; others wait.</summary>
    public int Concurrent { get; init; } = 16;

    /// <summary>How often a download is begun.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; each further one is twice as long.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a server may say nothing (as Mesos' fetcher_stall_timeout).</summary>
    public TimeSpan Stall { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What a task without disk of its own may fetch and unpack.</summary>
    public long Bytes { get; init; } = 16L << 30;

    /// <summary>Files, folders and links that may be fetched for a task.</summary>
    public int Files { get; init; } = 200_000;
}
