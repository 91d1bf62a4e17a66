using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AcceptVerb : IVerb
{
    public string Usage => "accept <offer> … [refuse=5s] [by=<framework>] [<launch>] … [<operation>] …\n"
        + "                                         a framework takes offers; a launch is\n"
        + "                                         " + LaunchWords.Usage + ";\n"
        + "                                         other operations are\n"
        + "                                         " + OperationWords.Usage;

    public void Do(Narration narration, Words words)
    {
        var parts = words.SplitAtAny([.. LaunchWords.Kinds, .. OperationWords.Kinds]);
        var refuseFor = words.Duration("refuse") ?? RefuseDuration.Default;
        var by = words.Option("by");
        var offers = words.Rest().Select(narration.Cast.Offer).ToArray();
        words.RequireAllUsed();
        var framework = narration.Cast.Frameworks.First(framework => by is null ? framework.Id == offers[0].FrameworkId : framework.Name == by);
        var operations = new List<OfferOperation>();
        var launches = new LaunchWords(narration, framework, offers[0].AgentId);
        foreach (var (kind, part) in parts)
            if (LaunchWords.Kinds.Contains(kind))
                launches.Add(operations, kind, part);
            else
                operations.Add(OperationWords.Of(kind, part));
        foreach (var task in operations.SelectMany(LaunchWords.TasksOf))
            narration.Cast.AddTask(new(task, framework.Id, offers[0].Role));
        narration.Apply(new FrameworkCommand.Accept(
            framework.Id,
            Narration.CallerOf(framework),
            [.. offers.Select(offer => offer.Id)],
            [.. operations],
            refuseFor));
    }
}
