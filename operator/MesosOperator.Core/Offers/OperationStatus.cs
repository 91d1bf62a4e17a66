using MesosOperator.Core.Identity;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Offers;

/// <summary>A report on an operation to the framework that named it.</summary>
public sealed record OperationStatus(OperationId OperationId, OperationState State)
{
    /// <summary>In words for people.</summary>
    public string? Message { get; init; }

    /// <summary>The operation's agent, where it is known.</summary>
    public AgentId? AgentId { get; init; }

    /// <summary>The role whose offers the operation used.</summary>
    public RoleName? Role { get; init; }

    /// <summary>What the operation made.</summary>
    public ResourceSet Converted { get; init; } = ResourceSet.Empty;

    /// <summary>Present exactly when the framework must acknowledge.</summary>
    public UpdateId? UpdateId { get; init; }
}
