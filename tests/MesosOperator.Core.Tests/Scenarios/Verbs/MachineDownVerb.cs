using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class MachineDownVerb : IVerb
{
    public string Usage => "machine-down <machine> …                 an operator begins the maintenance of machines";

    public void Do(Narration narration, Words words) =>
        narration.Apply(new OperatorCommand.StartMaintenance([.. words.Rest().Select(MachineWords.Parse)]));
}
