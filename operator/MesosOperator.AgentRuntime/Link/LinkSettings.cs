namespace MesosOperator.AgentRuntime.Link;

/// <summary>Limits of the link that are not the operator's to set.</summary>
internal sealed record LinkSettings(Uri Operator)
{
    /// <summary>File of the certificates to trust; null: those that the system trusts.</summary>
    public string? OperatorCa { get; init; }

    /// <summary>The host that the operator's certificate must be for; null: the one of its address.</summary>
    public string? OperatorName { get; init; }

    /// <summary>How long the operator may take to connect and to answer the registration.</summary>
    public TimeSpan RegistrationLimit { get; init; } = TimeSpan.FromSeconds(30);
}
