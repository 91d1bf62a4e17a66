using MesosOperator.Core.Master.Commands;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class DisconnectVerb : IVerb
{
    public string Usage => "disconnect <framework>                   a framework's stream breaks";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        words.RequireAllUsed();
        narration.Apply(new SubscriptionCommand.LoseStream(framework.Stream));
    }
}
