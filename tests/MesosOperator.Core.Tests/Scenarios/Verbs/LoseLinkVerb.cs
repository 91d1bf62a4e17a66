using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class LoseLinkVerb : IVerb
{
    public string Usage => "lose-link <agent>                        an agent's link breaks";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.LoseLink(agent.Link));
    }
}
