using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ChangeVerb : IVerb
{
    public string Usage => "change <agent> [is:rack=r1 …] <resources>  an agent reports that it has changed";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var attributes = words.PairsAfter("is:");
        var changed = agent.Info! with { Resources = words.Resources() };
        if (attributes.Count > 0)
            changed = changed with { Attributes = [.. attributes.Select(pair => AgentVerb.Attribute(pair.Name, pair.Value))] };
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.ReportInfo(agent.Link, changed));
    }
}
