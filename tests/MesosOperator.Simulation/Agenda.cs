using MesosOperator.Core.Primitives;
using MesosOperator.TestKit;

namespace MesosOperator.Simulation;

/// <summary>The one owner of time: what is to happen, by time and then by the order in which it was planned.</summary>
internal sealed class Agenda
{
    private readonly DeadlineQueue<Action> _plans = new();

    public Instant Now { get; private set; } = TestMaster.Start;

    public void In(TimeSpan delay, Action action) => At(Now + delay, action);

    public void At(Instant when, Action action) => _plans.Add(action, when > Now ? when : Now);

    /// <summary>Lets everything happen that is planned up to a moment.</summary>
    public void RunUntil(Instant until)
    {
        while (_plans.TryTakeDue(until, out var action, out var at))
        {
            Now = at;
            action();
        }

        Now = until;
    }
}
