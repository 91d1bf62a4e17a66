using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class MachineUpVerb : IVerb
{
    public string Usage => "machine-up <machine> …                   an operator ends the maintenance of machines";

    public void Do(Narration narration, Words words) =>
        narration.Apply(new OperatorCommand.StopMaintenance([.. words.Rest().Select(MachineWords.Parse)]));
}
