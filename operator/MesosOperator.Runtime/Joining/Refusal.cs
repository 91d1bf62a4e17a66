using MesosOperator.Core.Identity;

namespace MesosOperator.Runtime.Joining;

/// <summary>Somebody who wants to be an agent is turned away.</summary>
/// <param name="Address">Where he calls from.</param>
/// <param name="Reason">As he is told it: a sentence.</param>
public sealed record Refusal(string Address, string Reason)
{
    /// <summary>The id of the bootstrap token whose secret he has shown; null: of none.</summary>
    public string? TokenId { get; init; }

    /// <summary>The identity in the certificate that this operator gave him; null: he has shown none.</summary>
    public string? Identity { get; init; }

    /// <summary>The agent as which he comes, where that is why he is turned away; he need not have proven it.</summary>
    public AgentId? AgentId { get; init; }
}
