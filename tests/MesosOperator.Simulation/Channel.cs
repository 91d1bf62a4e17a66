using MesosOperator.Core.Primitives;

namespace MesosOperator.Simulation;

/// <summary>One direction of a connection: what is sent arrives late but in order, and not at all once it is cut.</summary>
internal sealed class Channel(Agenda agenda, Func<TimeSpan> latency)
{
    private Instant _last = Instant.Epoch;
    private bool _isCut;

    public void Send(Action deliver)
    {
        var at = agenda.Now + latency();
        _last = at > _last ? at : _last;
        agenda.At(_last, () =>
        {
            if (!_isCut)
                deliver();
        });
    }

    /// <summary>Loses everything that is under way.</summary>
    public void Cut() => _isCut = true;
}
