using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class KillVerb : IVerb
{
    public string Usage => "kill <framework> <task> [on=<agent>] [grace=3s]  a framework wants a task to end";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var task = new TaskId(words.Next("the task"));
        AgentId? agent = words.Option("on") is { } on ? narration.AgentIdOf(on) : null;
        var policy = words.Duration("grace") is { } grace ? new KillPolicy(grace) : null;
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.Kill(framework.Id, Narration.CallerOf(framework), task, agent, policy));
    }
}
