using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AcceptVerb : IVerb
{
    public string Usage => "accept <offer> … [refuse=5s] [by=<framework>] [launch <task> [on=<agent>] [charged=<role>] <resources>] … [<operation>] …\n"
        + "                                         a framework takes offers; neighbouring launches are one operation, others are\n"
        + "                                         " + OperationWords.Usage;

    public void Do(Narration narration, Words words)
    {
        var parts = words.SplitAtAny(["launch", .. OperationWords.Kinds]);
        var refuseFor = words.Duration("refuse") ?? RefuseDuration.Default;
        var by = words.Option("by");
        var offers = words.Rest().Select(narration.Cast.Offer).ToArray();
        words.RequireAllUsed();
        var framework = narration.Cast.Frameworks.First(framework => by is null ? framework.Id == offers[0].FrameworkId : framework.Name == by);
        var operations = new List<OfferOperation>();
        foreach (var (kind, part) in parts)
            Add(operations, kind == "launch" ? new OfferOperation.Launch([Describe(narration, part, offers[0].AgentId)]) : OperationWords.Of(kind, part));
        foreach (var task in operations.OfType<OfferOperation.Launch>().SelectMany(launch => launch.Tasks))
            narration.Cast.AddTask(new(task, framework.Id, offers[0].Role));
        narration.Apply(new FrameworkCommand.Accept(
            framework.Id,
            Narration.CallerOf(framework),
            [.. offers.Select(offer => offer.Id)],
            [.. operations],
            refuseFor));
    }

    private static void Add(List<OfferOperation> operations, OfferOperation operation)
    {
        if (operation is OfferOperation.Launch next && operations is [.., OfferOperation.Launch before])
            operations[^1] = new OfferOperation.Launch([.. before.Tasks, .. next.Tasks]);
        else
            operations.Add(operation);
    }

    private static TaskInfo Describe(Narration narration, Words words, AgentId agent)
    {
        var task = A.Task(words.Next("the task's name")).On(words.Option("on") is { } on ? narration.AgentIdOf(on) : agent).Info;
        if (words.Option("charged") is { } role)
            task = task with { AllocationRole = new(role) };
        task = task with { Resources = words.Resources() };
        words.RequireAllUsed();
        return task;
    }
}
