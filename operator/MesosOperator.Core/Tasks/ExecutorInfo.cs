using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tasks;

/// <summary>An executor as a framework describes it. Equal when every field is, the encoded ones too.</summary>
public sealed record ExecutorInfo(ExecutorId Id, ExecutorKind Kind, ResourceSet Resources, Payload Description)
{
    /// <summary>The framework that it says it belongs to.</summary>
    public FrameworkId? FrameworkId { get; init; }

    /// <summary>The role that its resources say they are allocated to; null where they do not say.</summary>
    public RoleName? AllocationRole { get; init; }

    /// <summary>The description with what the master knows filled in, so that two that mean the same are equal (case K07).</summary>
    public ExecutorInfo Of(FrameworkId framework) =>
        FrameworkId == framework && AllocationRole is null ? this : this with { FrameworkId = framework, AllocationRole = null };
}
