namespace MesosOperator.AgentRuntime.Fetching;

/// <summary>Something cannot be fetched; the message tells the framework why.</summary>
internal sealed class FetchException : Exception
{
    public FetchException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Whether another attempt may do better.</summary>
    public bool IsTransient { get; init; }

    /// <summary>Whether there was more than the bytes allowed.</summary>
    public bool IsTooLarge { get; init; }
}
