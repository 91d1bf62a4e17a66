using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class TeardownVerb : IVerb
{
    public string Usage => "teardown <framework> [operator]          a framework ends itself, or an operator ends it";

    public void Do(Narration narration, Words words)
    {
        var byOperator = words.Has("operator");
        var name = words.Next("the framework");
        words.RequireAllUsed();
        narration.Apply(byOperator
            ? new OperatorCommand.TearDownFramework(narration.FrameworkIdOf(name))
            : new FrameworkCommand.TearDown(narration.Cast.Framework(name).Id, Narration.CallerOf(narration.Cast.Framework(name))));
    }
}
