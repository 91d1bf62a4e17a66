using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Roles;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class SettingsVerb : IVerb
{
    public string Usage => "settings [completed=<n>] [unreachable=<n>] [answer=30s] [apart=10m] [region=<region>] [order=random] [uncounted=gpus] [roles=a,b] [placed] [min:<resource>=<n> …]\n"
        + "                                         sets how many frameworks and agents are remembered, how long an offer stands,\n"
        + "                                         how far apart agents become unreachable,\n"
        + "                                         where the master is, who is served first, what does not count for shares,\n"
        + "                                         which roles there are, that agents must say where they stand,\n"
        + "                                         and the least that is worth offering";

    public void Do(Narration narration, Words words)
    {
        if (words.Option("completed") is { } completed)
            narration.Set(settings => settings with { MaxCompletedFrameworks = int.Parse(completed, CultureInfo.InvariantCulture) });
        if (words.Option("unreachable") is { } unreachable)
            narration.Set(settings => settings with { MaxUnreachableAgents = int.Parse(unreachable, CultureInfo.InvariantCulture) });
        if (words.Duration("answer") is { } answer)
            narration.Set(settings => settings with { OfferTimeout = answer });
        if (words.Duration("apart") is { } apart)
            narration.Set(settings => settings with { UnreachableInterval = apart });
        if (words.Option("region") is { } region)
            narration.Set(settings => settings with { Region = region });
        if (words.Option("order") is { } order)
            narration.Set(settings => settings with { Order = Enum.Parse<AllocationOrder>(order, ignoreCase: true), Seed = 1 });
        if (words.List("uncounted").ToImmutableSortedSet(StringComparer.Ordinal) is { IsEmpty: false } uncounted)
            narration.Set(settings => settings with { UncountedNames = uncounted });
        if (words.List("roles").Select(role => new RoleName(role)).ToImmutableSortedSet() is { IsEmpty: false } roles)
            narration.Set(settings => settings with { Roles = roles });
        if (words.Has("placed"))
            narration.Set(settings => settings with { RequireAgentDomain = true });
        if (words.Minimum() is { } minimum)
            narration.Set(settings => settings with { MinAllocatable = minimum });
        words.RequireAllUsed();
    }
}
