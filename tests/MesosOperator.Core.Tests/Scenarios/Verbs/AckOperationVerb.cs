using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AckOperationVerb : IVerb
{
    public string Usage => "ack-operation <framework> <operation> [update=<name>]  a framework has seen the end of an operation";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var operation = new OperationId(words.Next("the operation"));
        var update = words.Option("update") is { } other
            ? narration.Cast.Update(other)
            : narration.Master.Core.State.Frameworks[framework.Id].Operations.Find(operation)?.Status.UpdateId ?? default;
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.AcknowledgeOperation(framework.Id, Narration.CallerOf(framework), operation, update));
    }
}
