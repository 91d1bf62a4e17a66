using System.Collections.Immutable;

namespace MesosOperator.AgentRuntime.Link;

/// <summary>Where the operator may be, and limits of the link that are not the operator's to set.</summary>
internal sealed record LinkSettings(ImmutableArray<Uri> Operators)
{
    /// <summary>File of the certificates to trust; null: those that the system trusts.</summary>
    public string? OperatorCa { get; init; }

    /// <summary>The host that the operator's certificate must be for; null: the one of its address.</summary>
    public string? OperatorName { get; init; }

    /// <summary>The latest term of leadership that this agent has served; leaders of earlier ones are not followed.</summary>
    public long Epoch { get; init; }

    /// <summary>How long the operator may take to connect and to answer the registration.</summary>
    public TimeSpan RegistrationLimit { get; init; } = TimeSpan.FromSeconds(30);
}
