using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Primitives;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class CallVerb : IVerb
{
    public string Usage => "call <framework> [stream=<stream>|none] [principal=<p>]  a framework makes a call that has no effect, to see whether it is let in";

    public void Do(Narration narration, Words words)
    {
        var name = words.Next("the framework");
        var known = narration.Cast.Frameworks.FirstOrDefault(framework => framework.Name == name);
        var stream = words.Option("stream") ?? known?.Stream.Value;
        var principal = words.Option("principal") ?? known?.Info?.Principal;
        words.RequireAllUsed();
        var caller = new Caller(stream is null or "none" ? null : new StreamId(stream), principal);
        var outcome = narration.Apply(new FrameworkCommand.Message(narration.FrameworkIdOf(name), caller, new("nowhere"), new("nobody"), Payload.Empty));
        if (outcome.Refusal is null)
            narration.Say("let in");
    }
}
