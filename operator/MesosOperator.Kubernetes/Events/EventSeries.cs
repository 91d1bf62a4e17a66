namespace MesosOperator.Kubernetes.Events;

/// <summary>An event that was told once or more.</summary>
internal sealed class EventSeries(string eventName)
{
    /// <summary>The name of its object on the server.</summary>
    public string EventName => eventName;

    public int Count { get; set; } = 1;

    /// <summary>When it was last written; a timestamp of the time provider.</summary>
    public long WrittenAt { get; set; }
}
