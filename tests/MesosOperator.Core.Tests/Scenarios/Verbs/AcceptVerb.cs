using System.Collections.Immutable;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Master.Commands;
using MesosOperator.Core.Offers;
using MesosOperator.Core.Tasks;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class AcceptVerb : IVerb
{
    public string Usage => "accept <offer> … [refuse=5s] [by=<framework>] [launch <task> [on=<agent>] [charged=<role>] <resources>] …\n"
        + "                                         a framework takes offers and launches tasks in one operation";

    public void Do(Narration narration, Words words)
    {
        var launches = words.SplitAt("launch");
        var refuseFor = words.Duration("refuse") ?? RefuseDuration.Default;
        var by = words.Option("by");
        var offers = words.Rest().Select(narration.Cast.Offer).ToArray();
        words.RequireAllUsed();
        var framework = narration.Cast.Frameworks.First(framework => by is null ? framework.Id == offers[0].FrameworkId : framework.Name == by);
        ImmutableArray<TaskInfo> tasks = [.. launches.Select(launch => Describe(narration, launch, offers[0].AgentId))];
        foreach (var task in tasks)
            narration.Cast.AddTask(new(task, framework.Id, offers[0].Role));
        narration.Apply(new FrameworkCommand.Accept(
            framework.Id,
            Narration.CallerOf(framework),
            [.. offers.Select(offer => offer.Id)],
            tasks.IsEmpty ? [] : [new OfferOperation.Launch(tasks)],
            refuseFor));
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
