using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class LendVerb : IVerb
{
    public string Usage => "lend <agent> [<resources>]               an agent lends revocable resources beyond what it has: cpus{REV}=2";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var resources = words.Resources();
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.ReportRevocable(agent.Link, resources));
    }
}
