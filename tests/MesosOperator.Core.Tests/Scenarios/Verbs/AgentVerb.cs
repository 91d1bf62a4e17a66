using System.Globalization;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Master.Events;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AgentVerb : IVerb
{
    public string Usage => "agent <name> [old] [elastic] [can=ResizeVolume,…] [partition=Keep|Replace/60s|Kill/60s] [at=<region>/<zone>] [is:rack=r1 …] <resources>  an agent registers; cpus=4 mem=8192 ports=[1-9] cpus(dev)=2 cpus{REV}=1\n"
        + "                                         an old one knows neither several roles nor nested ones; an elastic one shares its machine;\n"
        + "                                         a plus before the role says that it was reserved at run time: disk(+dev)[volume]=64";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.AddAgent(words.Next("the agent's name"));
        agent.Info = An.Agent(agent.Name).Info with
        {
            Capabilities = Capabilities(words, words.Has("old") ? AgentCapabilities.None : An.UsualCapabilities),
            Attributes = [.. words.PairsAfter("is:").Select(pair => Attribute(pair.Name, pair.Value))],
            OnPartition = words.Partition(),
            Cluster = words.Has("elastic") ? "c" : null,
            Domain = words.Option("at") is { } place ? new(place.Split('/')[0], place.Split('/')[1]) : null,
            Resources = words.Resources(),
        };
        words.RequireAllUsed();
        agent.Links.Add(narration.Cast.NewLink());
        narration.Apply(new AgentCommand.Register(agent.Link, agent.Info), outcome =>
        {
            foreach (var added in outcome.Events.OfType<AgentEvent.Added>())
                agent.Id = added.AgentId;
        });
    }

    /// <summary>What an agent can do beside what it could.</summary>
    public static AgentCapabilities Capabilities(Words words, AgentCapabilities before) =>
        words.List("can").Aggregate(before, (all, name) => all | Enum.Parse<AgentCapabilities>(name));

    public static AgentAttribute Attribute(string name, string value) => double.TryParse(value, CultureInfo.InvariantCulture, out var number)
        ? new(name) { Number = number }
        : new(name) { Text = value };
}
