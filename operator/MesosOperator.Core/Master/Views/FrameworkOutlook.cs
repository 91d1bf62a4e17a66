using System.Collections.Immutable;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;

namespace MesosOperator.Core.Master.Views;

/// <summary>
/// Why a framework is, or is not, offered anything right now, role by role. Of many agents only some are looked at, spread
/// over all of them; <paramref name="AwaitsAgents"/> says that nobody is offered anything until agents from before are back.
/// </summary>
public sealed record FrameworkOutlook(
    FrameworkId FrameworkId,
    FrameworkState State,
    int Agents,
    int AgentsLookedAt,
    bool AwaitsAgents,
    ImmutableArray<RoleOutlook> Roles)
{
    /// <summary>The most agents that are looked at.</summary>
    public const int MaxAgents = 2000;

    /// <summary>The whole as one sentence for people.</summary>
    public string Summary => State != FrameworkState.Connected
        ? "The framework is not connected"
        : AwaitsAgents
            ? "Nothing is offered to anybody until the agents that an earlier master knew are back"
            : Roles.IsEmpty ? "The framework has no role" : string.Join("; ", Roles.Select(role => $"role {role.Role}: {role.Summary(AgentsLookedAt)}"));
}
