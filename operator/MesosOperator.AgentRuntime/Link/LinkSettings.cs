namespace MesosOperator.AgentRuntime.Link;

/// <summary>Limits of the link that are not the operator's to set.</summary>
internal sealed record LinkSettings(Uri Operator)
{
    /// <summary>How long the operator may take to connect and to answer the registration.</summary>
    public TimeSpan RegistrationLimit { get; init; } = TimeSpan.FromSeconds(30);
}
