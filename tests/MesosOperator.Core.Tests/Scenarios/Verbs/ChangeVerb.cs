using MesosOperator.Core.Master.Commands;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ChangeVerb : IVerb
{
    public string Usage => "change <agent> [is:rack=r1 …] [leaves=60s] <resources>  an agent reports that it has changed; it leaves for good so long after the start";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var attributes = words.PairsAfter("is:");
        var departure = words.Duration("leaves");
        var changed = agent.Info! with { Resources = words.Resources() };
        if (departure is { } after)
            changed = changed with { Departure = new((TestMaster.Start + after).ToNanoseconds(), null) };
        if (attributes.Count > 0)
            changed = changed with { Attributes = [.. attributes.Select(pair => AgentVerb.Attribute(pair.Name, pair.Value))] };
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.ReportInfo(agent.Link, changed));
    }
}
