using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class MessageVerb : IVerb
{
    public string Usage => "message <framework>|<agent> to|from <executor> on|of <other>  bytes go to an executor, or come from one";

    public void Do(Narration narration, Words words)
    {
        var who = words.Next("who sends");
        var isDown = words.Has("to");
        if (!isDown && !words.Has("from"))
            throw new FormatException("'to' or 'from' is missing");
        var executor = new ExecutorId(words.Next("the executor"));
        _ = words.Has(isDown ? "on" : "of");
        var other = words.Next("the other end");
        words.RequireAllUsed();
        var framework = narration.Cast.Framework(isDown ? who : other);
        narration.Apply(isDown
            ? new FrameworkCommand.Message(framework.Id, Narration.CallerOf(framework), narration.AgentIdOf(other), executor, Payload.Empty)
            : new AgentCommand.Message(narration.Cast.Agent(who).Link, framework.Id, executor, Payload.Empty));
    }
}
