using System.Collections.Immutable;
using MesosOperator.Core.Master.Effects;
using MesosOperator.Runtime.Ports;

namespace MesosOperator.Runtime.Loop;

/// <summary>
/// Carries out what follows from a batch of commands: first everything becomes durable, then everybody is told, in
/// the order of the commands. Thereby nobody hears of what a crash could take back.
/// </summary>
internal sealed class EffectRunner(
    IClusterStore store, IEnumerable<IFrameworkStreams> transports, IEnumerable<IAgentLinks> links, ILeadership leadership)
{
    private readonly ImmutableArray<Persist>.Builder _first = ImmutableArray.CreateBuilder<Persist>();
    private readonly List<Notify> _afterwards = [];

    /// <summary>Each knows its own streams, and does nothing for those of others.</summary>
    private readonly IFrameworkStreams[] _transports = [.. transports];

    private readonly IAgentLinks[] _links = [.. links];

    public void Add(EffectBatch effects)
    {
        _first.AddRange(effects.First);
        _afterwards.AddRange(effects.Afterwards);
    }

    /// <exception cref="LeadershipLostException">Another may lead by now; from then on nothing is written or told.</exception>
    public async ValueTask RunAsync()
    {
        RequireLead();
        if (_first.Count > 0)
        {
            await store.SaveAsync(_first.DrainToImmutable(), CancellationToken.None);
            RequireLead();
        }

        foreach (var effect in _afterwards)
            Run(effect);
        _afterwards.Clear();
    }

    private void RequireLead()
    {
        if (leadership.Current.State != LeadershipState.Leading)
            throw new LeadershipLostException();
    }

    private void Run(Notify effect)
    {
        switch (effect)
        {
            case Notify.Framework told:
                foreach (var transport in _transports)
                    transport.Tell(told.Stream, told.Notice);
                break;
            case Notify.StreamEnd ended:
                foreach (var transport in _transports)
                    transport.End(ended.Stream);
                break;
            case Notify.Agent ordered:
                foreach (var reached in _links)
                    reached.Order(ordered.Link, ordered.Order);
                break;
            case Notify.LinkEnd ended:
                foreach (var reached in _links)
                    reached.End(ended.Link);
                break;
            default:
                throw new InvalidOperationException($"Every effect is carried out, {effect.GetType().Name} too");
        }
    }
}
