using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReconcileVerb : IVerb
{
    public string Usage => "reconcile <framework> [<task>[@<agent>] …]  a framework asks for the state of tasks, of all when none is named";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var queries = words.Rest().Select(word => QueryOf(narration, word.Split('@')));
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.Reconcile(framework.Id, Narration.CallerOf(framework), [.. queries]));
    }

    private static TaskQuery QueryOf(Narration narration, string[] parts) =>
        new(new TaskId(parts[0]), parts.Length > 1 ? narration.AgentIdOf(parts[1]) : null);
}
