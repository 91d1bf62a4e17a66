using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReconcileOperationsVerb : IVerb
{
    public string Usage => "reconcile-operations <framework> [<operation>[@<agent>] …]  a framework asks for the state of operations";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var queries = words.Rest().Select(word => word.Split('@')).Select(parts =>
            new OperationQuery(new(parts[0]), parts.Length > 1 ? narration.AgentIdOf(parts[1]) : null));
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.ReconcileOperations(framework.Id, Narration.CallerOf(framework), [.. queries]));
    }
}
