namespace MesosOperator.Kubernetes.Events;

/// <summary>Who reports events, and how many.</summary>
internal sealed record EventRecorderOptions(string Controller, string Instance)
{
    /// <summary>How many events wait to be written; more are dropped.</summary>
    public int WaitingMax { get; init; } = 1000;

    /// <summary>Of how many objects it is remembered what was told.</summary>
    public int ObjectsMax { get; init; } = 4096;

    /// <summary>How many different events of one object are remembered.</summary>
    public int SeriesMax { get; init; } = 32;

    /// <summary>How often a repeated event is counted up on the server, at most.</summary>
    public TimeSpan SeriesPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many new events one object gets at once after a calm.</summary>
    public int ObjectBurst { get; init; } = 10;

    /// <summary>How many new events one object gets a second in the long run.</summary>
    public double ObjectPerSecond { get; init; } = 1 / 60.0;
}
