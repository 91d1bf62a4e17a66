using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReactivateVerb : IVerb
{
    public string Usage => "reactivate <agent>                       an operator gives an agent back";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.AgentIdOf(words.Next("the agent"));
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.ReactivateAgent(agent));
    }
}
