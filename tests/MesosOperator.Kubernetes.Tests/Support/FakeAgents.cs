using System.Collections.Immutable;
using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;
using MesosOperator.Runtime.Loop;
using MesosOperator.Runtime.Ports;
using MesosOperator.TestKit;

namespace MesosOperator.Kubernetes.Tests.Support;

/// <summary>Agents that do at once what they are told: they outlive the operator, as real ones do.</summary>
internal sealed class FakeAgents : IAgentLinks
{
    private readonly Dictionary<LinkId, FakeAgent> _agents = [];
    private long _links;

    /// <summary>Who leads now.</summary>
    public IMaster? Master { get; set; }

    public void Order(LinkId link, AgentOrder order)
    {
        if (_agents.TryGetValue(link, out var agent))
            agent.Take(order);
    }

    public void End(LinkId link) => _agents.Remove(link);

    /// <summary>A new agent comes.</summary>
    public FakeAgent Join(string hostname = "host", string resources = "cpus:4;mem:1024", string? identity = null)
    {
        var agent = new FakeAgent(this, new AgentInfo(hostname, "10.0.0.1", 5051, ResourceText.Parse(resources)) { Capabilities = An.UsualCapabilities, Identity = identity });
        Connect(agent);
        agent.Tell(new AgentCommand.Register(agent.Link, agent.Info));
        return agent;
    }

    /// <summary>An agent comes back with what it runs.</summary>
    public void Return(FakeAgent agent)
    {
        Connect(agent);
        agent.Tell(new AgentCommand.Reregister(
            agent.Link, agent.Id!.Value, agent.Info, [.. agent.Running.Values.Select(task => task.Task)],
            [.. agent.Running.Values.Select(task => task.Framework).DistinctBy(framework => framework.Id)]));
    }

    /// <summary>An agent's link breaks.</summary>
    public void Lose(FakeAgent agent)
    {
        _agents.Remove(agent.Link);
        agent.Tell(new AgentCommand.LoseLink(agent.Link));
    }

    private void Connect(FakeAgent agent)
    {
        agent.Link = new(++_links);
        _agents[agent.Link] = agent;
    }
}
