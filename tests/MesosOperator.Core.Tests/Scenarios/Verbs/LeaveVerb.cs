using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class LeaveVerb : IVerb
{
    public string Usage => "leave <agent>                            an agent stops for good";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.Leave(agent.Link));
    }
}
