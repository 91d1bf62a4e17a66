using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ShutdownVerb : IVerb
{
    public string Usage => "shutdown <framework> <executor> on=<agent>  a framework wants an executor to end";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var executor = new ExecutorId(words.Next("the executor"));
        var agent = narration.AgentIdOf(words.Option("on") ?? throw new FormatException("on= is missing"));
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.ShutDownExecutor(framework.Id, Narration.CallerOf(framework), agent, executor));
    }
}
