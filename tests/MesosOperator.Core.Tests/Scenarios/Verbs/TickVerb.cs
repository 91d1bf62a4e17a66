namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class TickVerb : IVerb
{
    public string Usage => "tick <duration>                          time passes, and what is due happens: 1s, 1.5s, 3m, 2h, 1d";

    public void Do(Narration narration, Words words)
    {
        var duration = Words.ParseDuration(words.Next("how long"));
        words.RequireAllUsed();
        foreach (var outcome in narration.Master.Advance(duration))
            narration.Tell(outcome);
    }
}
