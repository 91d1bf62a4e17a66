using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Provisioning;

/// <summary>What a role needs beyond what there is.</summary>
/// <param name="Role">The role.</param>
/// <param name="Source">Who says so, for people: <c>framework batch</c>.</param>
public abstract record Need(RoleName Role, string Source)
{
    /// <summary>Room for tasks, each of which has to fit on one machine.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Source">Who says so.</param>
    /// <param name="Each">What one task needs.</param>
    /// <param name="Count">How many tasks.</param>
    public sealed record ForTasks(RoleName Role, string Source, ResourceQuantities Each, int Count) : Need(Role, Source)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Count} × ({Each}) for {Source} in role {Role}";
    }

    /// <summary>An amount, however it is spread over machines: what a guarantee lacks.</summary>
    /// <param name="Role">The role.</param>
    /// <param name="Source">Who says so.</param>
    /// <param name="Total">The amount.</param>
    public sealed record InTotal(RoleName Role, string Source, ResourceQuantities Total) : Need(Role, Source)
    {
        /// <inheritdoc/>
        public override string ToString() => $"{Total} in total for {Source} in role {Role}";
    }
}
