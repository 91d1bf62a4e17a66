using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Master.Commands;

/// <summary>What a person or a controller asks for.</summary>
public abstract record OperatorCommand : Command
{
    /// <summary>Ends a framework and all that it runs, connected or not.</summary>
    public sealed record TearDownFramework(FrameworkId FrameworkId) : OperatorCommand;

    /// <summary>Gives roles their quotas, all of them or none (semantics 3.14).</summary>
    public sealed record UpdateQuota(ImmutableArray<QuotaConfig> Configs, Overcommit Overcommit) : OperatorCommand;

    /// <summary>Gives roles their weights, in thousandths, all of them or none.</summary>
    public sealed record UpdateWeights(ImmutableSortedDictionary<RoleName, int> WeightsMilli) : OperatorCommand;
}
