using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class DeactivateVerb : IVerb
{
    public string Usage => "deactivate <agent>                       an operator wants nothing of an agent offered";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.AgentIdOf(words.Next("the agent"));
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.DeactivateAgent(agent));
    }
}
