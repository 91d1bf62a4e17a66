using k8s;
using k8s.Models;
using MesosOperator.Crds;
using MesosOperator.Kubernetes.Caches;
using MesosOperator.Kubernetes.Events;
using MesosOperator.Runtime.Joining;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Kubernetes.Joining;

/// <summary>
/// Tells of agents that are turned away on what an administrator looks at then: the Secret of the token that was shown, and the
/// Agent object of who comes. A stranger, who shows neither, leaves no event.
/// </summary>
/// <param name="caches">Where Agent objects are found.</param>
/// <param name="events">Writes them.</param>
/// <param name="leadership">Only a leader writes.</param>
/// <param name="time">Measures how long nothing more is told.</param>
/// <param name="tokens">The Secrets; null where nobody joins by a token.</param>
internal sealed class RefusalEvents(ClusterCaches caches, EventRecorder events, ILeadership leadership, TimeProvider time, SecretTokens? tokens = null) : IRefusalObserver
{
    /// <summary>How long nothing more is told of one address on one object, whatever the reason.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Of how many addresses and objects it is remembered that something was told.</summary>
    private const int Most = 1_000;

    private readonly NewsFilter<(string Address, string Uid)> _news = new(time, Pause, Most);

    public void Observe(Refusal refusal)
    {
        if (leadership.Current.State != LeadershipState.Leading)
            return;
        if (refusal.TokenId is { } token)
            Tell(tokens?.SecretOf(token), refusal);
        if (refusal.Identity is { Length: > 0 } identity)
            Tell(caches.AgentNamed(identity), refusal);
        else if (refusal.AgentId is { } id)
            Tell(caches.AgentOf(id), refusal);
    }

    private void Tell(IKubernetesObject<V1ObjectMeta>? about, Refusal refusal)
    {
        if (about is not null && _news.IsNews((refusal.Address, about.Metadata.Uid)))
            events.Tell(about, EventKind.Warning, EventReasons.TurnedAway, "Join", $"A host at {refusal.Address} was turned away: {refusal.Reason}");
    }
}
