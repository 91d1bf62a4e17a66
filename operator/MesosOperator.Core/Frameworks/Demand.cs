using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Frameworks;

/// <summary>
/// What a framework would run in a role beside what it runs already: so many tasks, each of which needs the resources on
/// one agent. It stands until the framework states another.
/// </summary>
public sealed record Demand(RoleName Role, ResourceQuantities Resources, int Count)
{
    /// <summary>The most demands that a framework may have at once.</summary>
    public const int MaxPerFramework = 128;

    /// <summary>The most tasks that one demand may be for.</summary>
    public const int MaxCount = 100_000;
}
