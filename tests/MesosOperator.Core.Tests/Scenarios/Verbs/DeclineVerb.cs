using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class DeclineVerb : IVerb
{
    public string Usage => "decline <offer> … [refuse=5s] [by=<framework>]  a framework gives offers back";

    public void Do(Narration narration, Words words)
    {
        var refuseFor = words.Duration("refuse") ?? RefuseDuration.Default;
        var by = words.Option("by");
        var offers = words.Rest().Select(narration.Cast.Offer).ToArray();
        words.RequireAllUsed();
        var framework = narration.Cast.Frameworks.First(framework => by is null ? framework.Id == offers[0].FrameworkId : framework.Name == by);
        narration.Apply(new FrameworkCommand.Decline(
            framework.Id, Narration.CallerOf(framework), [.. offers.Select(offer => offer.Id)], refuseFor));
    }
}
