using MesosOperator.Crds.Agents;
using MesosOperator.Runtime.Joining;

namespace MesosOperator.Kubernetes.Controllers.Agents;

/// <summary>Sees to it that an agent whose spec says so comes no more, and may come again when its spec no longer says so.</summary>
/// <param name="keepers">Of the authority for agents; none where agents are not asked who they are.</param>
internal sealed class Revoke(IEnumerable<AuthorityKeeper> keepers)
{
    private readonly AuthorityKeeper? _keeper = keepers.FirstOrDefault();

    /// <summary>Why the spec cannot be followed; null when it is.</summary>
    public async Task<string?> RunAsync(V1Alpha1Agent agent, CancellationToken stop)
    {
        if (_keeper is null || agent.Status?.Identity is not { } identity)
        {
            return !agent.Spec.Revoked ? null
                : _keeper is null ? "spec.revoked: agents are not asked who they are here (--agent-authentication)"
                : "spec.revoked: the agent has no certificate that could be revoked";
        }

        if (agent.Spec.Revoked == _keeper.IsRevoked(identity))
            return null;
        try
        {
            if (agent.Spec.Revoked)
                await _keeper.RevokeAsync(identity, agent.Metadata.Name, stop);
            else
                await _keeper.PardonAsync(identity, stop);
            return null;
        }
        catch (AuthorityStoreException problem)
        {
            return $"spec.revoked: it cannot be written down now: {problem.Message}";
        }
    }
}
