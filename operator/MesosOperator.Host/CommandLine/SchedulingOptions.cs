using System.Collections.Immutable;
using System.CommandLine;
using MesosOperator.Core.Master.State;
using MesosOperator.Core.Resources;
using MesosOperator.Core.Roles;

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

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_allocationInterval);
        command.Add(_weights);
        command.Add(_offerTimeout);
        command.Add(_minAllocatable);
        command.Add(_region);
        command.Add(_unreachableInterval);
    }

    /// <summary>What the master goes by; an agent without a link is waited for as long as it could miss pings.</summary>
    public MasterSettings Read(ParseResult parsed, TimeSpan agentReturnTimeout) => new()
    {
        AllocationInterval = parsed.GetValue(_allocationInterval) ?? Defaults.AllocationInterval,
        AgentReturnTimeout = agentReturnTimeout,
        OfferTimeout = parsed.GetValue(_offerTimeout),
        UnreachableInterval = parsed.GetValue(_unreachableInterval) ?? Defaults.UnreachableInterval,
        MinAllocatable = parsed.GetValue(_minAllocatable) ?? Defaults.MinAllocatable,
        Region = parsed.GetValue(_region),
        WeightsMilli = parsed.GetValue(_weights) ?? Defaults.WeightsMilli,
    };
}
