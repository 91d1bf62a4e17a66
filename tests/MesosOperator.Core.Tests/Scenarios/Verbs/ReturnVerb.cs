using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReturnVerb : IVerb
{
    public string Usage => "return <agent> [<task>[:<state>[/<reported>]] …] [for=<framework>,…] [<resources>]\n"
        + "                                         an agent comes back on a new link with these tasks, running unless said otherwise,\n"
        + "                                         and what it knows of these frameworks";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var frameworks = words.List("for").Select(narration.Cast.Framework).Select(framework => framework.Info!);
        var tasks = words.Rest().Select(word => Report(narration, word.Split(':')));
        if (words.Resources() is { IsEmpty: false } resources)
            agent.Info = agent.Info! with { Resources = resources };
        words.RequireAllUsed();
        agent.Links.Add(narration.Cast.NewLink());
        narration.Apply(new AgentCommand.Reregister(agent.Link, agent.Id, agent.Info!, [.. tasks], [.. frameworks]));
    }

    private static LaunchedTask Report(Narration narration, string[] parts)
    {
        var task = narration.Cast.Task(parts[0]);
        var states = parts.Length > 1 ? parts[1].Split('/').Select(StatusVerb.StateOf).ToArray() : [TaskState.Running];
        return new(task.Info, task.FrameworkId, task.Role) { State = states[0], ForwardedState = states[^1] };
    }
}
