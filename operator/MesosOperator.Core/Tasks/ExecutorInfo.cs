using MesosOperator.Core.Identity;
using MesosOperator.Core.Primitives;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tasks;

/// <summary>An executor as a framework describes it. Equal when every field is, the encoded ones too.</summary>
public sealed record ExecutorInfo(ExecutorId Id, ExecutorKind Kind, ResourceSet Resources, Payload Description)
{
    /// <summary>The framework that it says it belongs to.</summary>
    public FrameworkId? FrameworkId { get; init; }
}
