namespace MesosOperator.AgentRuntime.Hosting;

/// <summary>The agent does not start, for a reason that its administrator can do something about.</summary>
public sealed class AgentStartException : Exception
{
    /// <summary>The message tells the reason.</summary>
    public AgentStartException(string message)
        : base(message)
    {
    }

    /// <summary>The message tells the reason.</summary>
    public AgentStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
