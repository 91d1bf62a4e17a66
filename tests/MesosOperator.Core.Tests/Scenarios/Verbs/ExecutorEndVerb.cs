using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ExecutorEndVerb : IVerb
{
    public string Usage => "executor-end <agent> <executor> of=<framework>  an agent reports that an executor ended";

    public void Do(Narration narration, Words words)
    {
        var agent = narration.Cast.Agent(words.Next("the agent"));
        var executor = new ExecutorId(words.Next("the executor"));
        var framework = narration.FrameworkIdOf(words.Option("of") ?? throw new FormatException("of= is missing"));
        words.RequireAllUsed();
        narration.Apply(new AgentCommand.ReportExecutorEnd(agent.Link, framework, executor, 256));
    }
}
