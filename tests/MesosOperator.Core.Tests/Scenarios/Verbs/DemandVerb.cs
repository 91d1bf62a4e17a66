using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Resources;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class DemandVerb : IVerb
{
    public string Usage => "demand <framework> [in=<role>] [count=<n>] [<resources>]  a framework says what it would run; without resources nothing";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var role = words.Option("in") is { } name ? new Core.Roles.RoleName(name) : (Core.Roles.RoleName?)null;
        var count = int.Parse(words.Option("count") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        var resources = words.Resources().Quantities;
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.StateDemand(framework.Id, Narration.CallerOf(framework), resources.IsEmpty ? [] : [new(role, resources, count)]));
    }
}
