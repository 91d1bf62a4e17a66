using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class ResubscribeVerb : IVerb
{
    public string Usage => "resubscribe <framework> [as framework]   a framework subscribes again under its id, on a new stream";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.Framework(words.Next("the framework"));
        framework.Info = FrameworkVerb.Describe(new FrameworkBuilder(framework.Info!), words);
        framework.Constraints = ConstraintWords.Of(words, framework.Info.Roles[0]);
        var suppressed = words.List("suppressed");
        words.RequireAllUsed();
        narration.Subscribe(framework, suppressed);
    }
}
