using MesosOperator.Core.Agents;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class DrainVerb : IVerb
{
    public string Usage => "drain <agent> [grace=5s] [gone]          an operator wants an agent emptied, and gone at the end";

    public void Do(Narration narration, Words words)
    {
        var after = words.Has("gone") ? AfterDrain.MarkGone : AfterDrain.Keep;
        var agent = narration.AgentIdOf(words.Next("the agent"));
        var plan = new DrainPlan(words.Duration("grace"), after);
        words.RequireAllUsed();
        narration.Apply(new OperatorCommand.DrainAgent(agent, plan));
    }
}
