namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class WhyVerb : IVerb
{
    public string Usage => "why <framework>                          why a framework is offered nothing, or something";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.FrameworkIdOf(words.Next("the framework"));
        words.RequireAllUsed();
        var outlook = narration.Master.Core.Explain(framework);
        narration.Say(outlook is null ? "nobody knows the framework" : outlook.Summary);
        foreach (var role in outlook?.Roles ?? [])
            if (role.RefusedUntil is { } until)
                narration.Say($"refused in role {role.Role} for another {(until - narration.Master.Now).TotalSeconds}s");
    }
}
