using MesosOperator.Core.Maintenance;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AnswerVerb : IVerb
{
    public string Usage => "answer <framework> accept|decline <inverse offer> … [refuse=5s]  a framework says whether it will leave agents";

    public void Do(Narration narration, Words words)
    {
        var refuseFor = words.Duration("refuse") ?? RefuseDuration.Default;
        var framework = narration.Cast.Framework(words.Next("the framework"));
        var answer = Enum.Parse<InverseAnswer>(words.Next("the answer"), ignoreCase: true);
        var offers = words.Rest().Select(narration.Cast.InverseOfferId).ToArray();
        words.RequireAllUsed();
        narration.Apply(new FrameworkCommand.AnswerInverseOffers(framework.Id, Narration.CallerOf(framework), [.. offers], answer, refuseFor));
    }
}
