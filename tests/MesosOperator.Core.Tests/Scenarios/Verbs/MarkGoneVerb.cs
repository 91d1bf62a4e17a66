using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class MarkGoneVerb : IVerb
{
    public string Usage => "mark-gone <agent>                        an operator says that an agent never comes back";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.AgentIdOf(words.Next("the agent"));
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.MarkAgentGone(agent));
    }
}
