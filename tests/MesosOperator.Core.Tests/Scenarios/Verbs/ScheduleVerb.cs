using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ScheduleVerb : IVerb
{
    public string Usage => "schedule [window <host>|<host>@<ip>|@<ip> … [from=1h] [for=30m]] …  an operator schedules maintenance anew";

    public void Do(Narration narration, Words words)
    {
        var windows = words.SplitAtAny(["window"]).Select(part => MachineWords.Window(part.Words)).ToArray();
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.UpdateMaintenance([.. windows]));
    }
}
