using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class OperateVerb : IVerb
{
    public string Usage => "operate <agent> <operation>              an operator makes other resources of an agent's; operations as in accept";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.AgentIdOf(words.Next("the agent"));
        var kind = words.Next("the operation");
        narration.Apply(new OperatorCommand.OperateOnAgent(agent, OperationWords.Of(kind, words)));
    }
}
