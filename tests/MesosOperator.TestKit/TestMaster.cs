using MesosOperator.Core.Master;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Primitives;

namespace MesosOperator.TestKit;

/// <summary>A master with a time that only the test moves. Every law is checked after every command.</summary>
public sealed class TestMaster
{
    /// <summary>When every test begins.</summary>
    public static readonly Instant Start = Instant.FromSeconds(1_000_000_000);

    /// <summary>A master whose first interval of the allocation has just begun.</summary>
    public TestMaster(MasterSettings? settings = null)
    {
        Core = new(new("m"), settings ?? new());
        Apply(new TimeCommand.Pass());
    }

    public MasterCore Core { get; }

    public Instant Now { get; private set; } = Start;

    /// <summary>Sees what came of each command, at its time.</summary>
    public Action<Outcome>? Applied { get; set; }

    public Outcome Apply(Command command)
    {
        var outcome = Core.Apply(command, Now);
        Core.RequireInvariants();
        Applied?.Invoke(outcome);
        return outcome;
    }

    /// <summary>Lets time pass, stopping at each deadline of the master as the runtime does.</summary>
    public IReadOnlyList<Outcome> Advance(TimeSpan duration)
    {
        var until = Now + duration;
        var outcomes = new List<Outcome>();
        while (Core.NextDeadline <= until)
        {
            Now = Core.NextDeadline > Now ? Core.NextDeadline : Now;
            outcomes.Add(Apply(new TimeCommand.Pass()));
        }

        Now = until;
        return outcomes;
    }
}
