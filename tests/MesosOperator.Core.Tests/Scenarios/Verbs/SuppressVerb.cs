using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class SuppressVerb : IVerb
{
    public string Usage => "suppress <framework> [<role> …]          a framework wants no offers for now";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        narration.Apply(new FrameworkCommand.Suppress(
            framework.Id, Narration.CallerOf(framework), [.. words.Rest().Select(role => new Core.Roles.RoleName(role))]));
        words.RequireAllUsed();
    }
}
