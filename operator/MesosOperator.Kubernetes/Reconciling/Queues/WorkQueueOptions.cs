namespace MesosOperator.Kubernetes.Reconciling.Queues;

/// <summary>The name and the bounds of a queue.</summary>
internal sealed record WorkQueueOptions(string Name)
{
    /// <summary>How many keys it holds: more than there can be objects of the kind, or work is refused until a resync.</summary>
    public int KeysMax { get; init; } = 200_000;

    /// <summary>How many keys it hands out a second in the long run.</summary>
    public double PerSecond { get; init; } = 100;

    /// <summary>How many keys it hands out at once after a calm.</summary>
    public int Burst { get; init; } = 200;
}
