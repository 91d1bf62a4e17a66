using System.Collections.Immutable;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Offers;

/// <summary>One thing that a framework does with the resources of accepted offers.</summary>
public abstract record OfferOperation
{
    /// <summary>Starts tasks, each for itself: an invalid one does not keep the others from starting.</summary>
    public sealed record Launch(ImmutableArray<TaskInfo> Tasks) : OfferOperation;

    /// <summary>Starts tasks together on one executor: all or none.</summary>
    public sealed record LaunchGroup(ExecutorInfo Executor, ImmutableArray<TaskInfo> Tasks) : OfferOperation
    {
        /// <summary>What is wrong with the group apart from its tasks, as far as the core does not look into it; or null.</summary>
        public string? Defect { get; init; }
    }
}
