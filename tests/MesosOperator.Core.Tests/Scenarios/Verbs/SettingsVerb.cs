using System.Globalization;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class SettingsVerb : IVerb
{
    public string Usage => "settings [completed=<n>] [unreachable=<n>]  sets how many frameworks and agents are remembered";

    public void Do(Narration narration, Words words)
    {
        if (words.Option("completed") is { } completed)
            narration.Set(settings => settings with { MaxCompletedFrameworks = int.Parse(completed, CultureInfo.InvariantCulture) });
        if (words.Option("unreachable") is { } unreachable)
            narration.Set(settings => settings with { MaxUnreachableAgents = int.Parse(unreachable, CultureInfo.InvariantCulture) });
        words.RequireAllUsed();
    }
}
