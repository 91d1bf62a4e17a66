using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AllocateVerb : IVerb
{
    public string Usage => "allocate                                 the run at the end of a batch, without waiting for the timer, if one is due";

    public void Do(Narration narration, Words words)
    {
        words.RequireAllUsed();
        if (narration.Master.Core.AllocationIsDue)
            narration.Apply(new TimeCommand.Allocate());
        else
            narration.Say("no run is due");
    }
}
