using MesosOperator.Core.Agents;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReturnVerb : IVerb
{
    public string Usage => "return <agent> [<task>[:<state>[/<reported>]] …] [with=<executor>,…] [for=<framework>,…] [kept:<resource>=<n> …] [is:rack=r1 …] [can=MultiRole] [<resources>]\n"
        + "                                         an agent comes back on a new link with these tasks, running unless said otherwise,\n"
        + "                                         the executors of tasks that live on it,\n"
        + "                                         what it knows of these frameworks, and the reservations and volumes that it keeps,\n"
        + "                                         which are what it was told unless said otherwise";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var frameworks = words.List("for").Select(narration.Cast.Framework).Select(framework => framework.Info!);
        var executors = words.List("with").Select(name => narration.Cast.Executor(name, agent.Id)).ToArray();
        var tasks = words.Rest().Select(word => Report(narration, word.Split(':')));
        var kept = words.ResourcesAfter("kept:");
        if (words.PairsAfter("is:") is { Count: > 0 } attributes)
            agent.Info = agent.Info! with { Attributes = [.. attributes.Select(pair => new AgentAttribute(pair.Name) { Text = pair.Value })] };
        agent.Info = agent.Info! with { Capabilities = AgentVerb.Capabilities(words, agent.Info!.Capabilities) };
        if (words.Resources() is { IsEmpty: false } resources)
            agent.Info = agent.Info! with { Resources = resources };
        words.RequireAllUsed();
        agent.Links.Add(narration.Cast.NewLink());
        narration.Apply(new AgentCommand.Reregister(agent.Link, agent.Id, agent.Info!, [.. tasks], [.. frameworks])
        {
            Executors = [.. executors],
            Kept = kept.IsEmpty && narration.Master.Core.State.FindAgent(agent.Id) is { } known ? KeptResources.Of(known.Total) : kept,
        });
    }

    private static LaunchedTask Report(Narration narration, string[] parts)
    {
        var task = narration.Cast.Task(parts[0]);
        var states = parts.Length > 1 ? parts[1].Split('/').Select(StatusVerb.StateOf).ToArray() : [TaskState.Running];
        return new(task.Info, task.FrameworkId, task.Role) { State = states[0], ForwardedState = states[^1] };
    }
}
