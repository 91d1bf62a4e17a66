using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AckVerb : IVerb
{
    public string Usage => "ack <task> <state>|update=<name> [on=<agent>]  a framework has seen an update";

    public void Do(Narration narration, Words words)
    {
        var task = narration.Cast.Task(words.Next("the task"));
        var update = words.Option("update") ?? $"{task.Info.Id}-{StatusVerb.StateOf(words.Next("the state"))}";
        var agent = words.Option("on") is { } on ? narration.AgentIdOf(on) : task.Info.AgentId;
        words.RequireAllUsed();
        var framework = narration.Cast.Frameworks.First(framework => framework.Id == task.FrameworkId);
        narration.Apply(new FrameworkCommand.Acknowledge(
            framework.Id, Narration.CallerOf(framework), agent, task.Info.Id, narration.Cast.Update(update)));
    }
}
