using System.Collections.Immutable;
using System.Globalization;
using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Partitions;
using MesosOperator.Core.Resources;
using MesosOperator.TestKit;

namespace MesosOperator.Core.Tests.Scenarios.Verbs;

internal sealed class FrameworkVerb : IVerb
{
    public string Usage => "framework <name> [role=a,b] [can=PartitionAware,…] [failover=60s] [suppressed=a] [principal=p] [partition=Keep|Replace/60s|Kill/60s] [id=<id>]\n"
        + "                                         [min:<resource>=<n> …|min:any] [where:rack=r1 …] [or:rack=r2 …]\n"
        + "                                         a framework subscribes; what it demands of agents, in its first role, is a selector\n"
        + "                                         ($hostname, $region, $zone or an attribute's name) with =text, =!text, =~regex,\n"
        + "                                         =!~regex, =* for any value or =!* for none";

    public void Do(Narration narration, Words words)
    {
        var framework = narration.Cast.AddFramework(words.Next("the framework's name"));
        framework.Info = Describe(A.Framework(framework.Name), words);
        framework.Constraints = ConstraintWords.Of(words, framework.Info.Roles[0]);
        var suppressed = words.List("suppressed");
        words.RequireAllUsed();
        if (framework.Info.Id is { } id)
            framework.Id = id;
        narration.Subscribe(framework, suppressed);
    }

    /// <summary>What the options say of a framework, the rest as it was.</summary>
    public static FrameworkInfo Describe(FrameworkBuilder framework, Words words)
    {
        if (words.List("role") is { Length: > 0 } roles)
            framework = framework.InRole(roles);
        if (words.Has("can=None"))
            framework = new(framework.Info with { Capabilities = FrameworkCapabilities.None });
        foreach (var capability in words.List("can"))
            framework = framework.Able(Enum.TryParse<FrameworkCapabilities>(capability, out var known)
                ? known
                : throw new FormatException($"no capability '{capability}'"));
        if (words.Duration("failover") is { } failover)
            framework = framework.OutlivedFor(failover);
        if (words.Option("principal") is { } principal)
            framework = framework.WithPrincipal(principal);
        if (words.Partition() is { } policy)
            framework = new(framework.Info with { Labels = [.. LabelsOf(policy)] });
        if (words.Minimum() is { } minimum)
            framework = new(framework.Info with { MinAllocatable = framework.Info.Roles.ToImmutableSortedDictionary(role => role, _ => minimum) });
        return words.Option("id") is { } id ? framework.Known(new FrameworkId(id)) : framework;
    }

    private static IEnumerable<Label> LabelsOf(PartitionPolicy policy)
    {
        yield return new(PartitionPolicy.ActionLabel, policy.Action.ToString());
        if (policy.Action != PartitionAction.Keep)
            yield return new(PartitionPolicy.AfterLabel, policy.After.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }
}
