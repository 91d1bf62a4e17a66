using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ReviveVerb : IVerb
{
    public string Usage => "revive <framework> [<role> …]            a framework wants offers again";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        narration.Apply(new FrameworkCommand.Revive(
            framework.Id, Narration.CallerOf(framework), [.. words.Rest().Select(role => new Core.Roles.RoleName(role))]));
        words.RequireAllUsed();
    }
}
