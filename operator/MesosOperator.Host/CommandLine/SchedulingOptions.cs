using System.Collections.Immutable;
using System.CommandLine;
using MesosOperator.Core.Allocation;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;
using MesosOperator.Host.Serving;

namespace MesosOperator.Host.CommandLine;

/// <summary>The options that say how the master shares.</summary>
internal sealed class SchedulingOptions
{
    private static readonly MasterSettings Defaults = new();

    private readonly Option<TimeSpan?> _allocationInterval = OptionText.DurationOption(
        "--allocation-interval", "Time between two rounds of offers over all agents", Defaults.AllocationInterval);

    private readonly Option<ImmutableSortedDictionary<RoleName, int>> _weights = new("--weights")
    {
        Description = "Weights of roles; 1 where none is given",
        HelpName = "role=weight,...",
        CustomParser = OptionText.Weights,
    };

    private readonly Option<TimeSpan?> _offerTimeout = OptionText.DurationOption(
        "--offer-timeout", "Time that a framework has to answer an offer; for ever where none is given");

    private readonly Option<TimeSpan?> _unreachableInterval = OptionText.DurationOption(
        "--agent-removal-interval", "Least time between two agents that become unreachable; none where none is given");

    private readonly Option<ResourceMinimum> _minAllocatable = new("--min-allocatable-resources")
    {
        Description = $"The least that is worth offering, one of some amounts [default: {ResourceMinimumText.Of(Defaults.MinAllocatable)}]",
        HelpName = "cpus:0.01|mem:32",
        CustomParser = ResourceMinimumText.Read,
    };

    private readonly Option<string> _region = new("--region")
    {
        Description = "Region of the operator; agents of others are only for frameworks with REGION_AWARE",
        HelpName = "name",
    };

    private readonly Option<bool> _requireAgentDomain = new("--require-agent-domain")
    {
        Description = "Refuse agents that do not say in which region and zone they stand",
    };

    private readonly Option<AllocationOrder> _order = new("--allocation-order")
    {
        Description = "Who is served first: drf, the smallest share for its weight; or random, by chance after the weights [default: drf]",
        HelpName = "drf|random",
        CustomParser = OptionText.Order,
    };

    private readonly Option<ImmutableSortedSet<string>> _uncounted = new("--fair-sharing-excluded-resource-names")
    {
        Description = "Names of resources that do not count for shares, such as gpus",
        HelpName = "name,...",
        CustomParser = OptionText.Names,
    };

    private readonly Option<ImmutableSortedSet<RoleName>> _roles = new("--roles")
    {
        Description = "The roles that there may be, besides *; any where none is given",
        HelpName = "role,...",
        CustomParser = OptionText.Roles,
    };

    private readonly Option<int> _maxCompletedFrameworks = new("--max-completed-frameworks")
    {
        Description = "Removed frameworks that are remembered; their ids may not come back",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.MaxCompletedFrameworks,
        CustomParser = text => OptionText.Number(text, 0, 1_000_000),
    };

    private readonly Option<int> _maxCompletedTasks = new("--max-completed-tasks-per-framework")
    {
        Description = "Ended tasks of each framework that are remembered",
        HelpName = "count",
        DefaultValueFactory = _ => Defaults.MaxCompletedTasks,
        CustomParser = text => OptionText.Number(text, 0, 10_000_000),
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_allocationInterval);
        command.Add(_weights);
        command.Add(_offerTimeout);
        command.Add(_minAllocatable);
        command.Add(_region);
        command.Add(_requireAgentDomain);
        command.Add(_unreachableInterval);
        command.Add(_order);
        command.Add(_uncounted);
        command.Add(_roles);
        command.Add(_maxCompletedFrameworks);
        command.Add(_maxCompletedTasks);
    }

    /// <summary>What the master goes by; an agent without a link is waited for as long as it could miss pings.</summary>
    public MasterSettings Read(ParseResult parsed, TimeSpan agentReturnTimeout) => new()
    {
        AllocationInterval = parsed.GetValue(_allocationInterval) ?? Defaults.AllocationInterval,
        AgentReturnTimeout = agentReturnTimeout,
        OfferTimeout = parsed.GetValue(_offerTimeout),
        UnreachableInterval = parsed.GetValue(_unreachableInterval) ?? Defaults.UnreachableInterval,
        MinAllocatable = parsed.GetValue(_minAllocatable) ?? Defaults.MinAllocatable,
        MaxCompletedFrameworks = parsed.GetValue(_maxCompletedFrameworks),
        MaxCompletedTasks = parsed.GetValue(_maxCompletedTasks),
        Region = parsed.GetValue(_region),
        RequireAgentDomain = parsed.GetValue(_requireAgentDomain),
        Order = parsed.GetValue(_order),
        Seed = Chance.Seed(),
        UncountedNames = parsed.GetValue(_uncounted) ?? Defaults.UncountedNames,
        Roles = parsed.GetValue(_roles),
        WeightsMilli = parsed.GetValue(_weights) ?? Defaults.WeightsMilli,
    };
}
