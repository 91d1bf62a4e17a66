using System.Collections.Immutable;
using System.CommandLine;
using MesosOperator.Core.Master.State;
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

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_allocationInterval);
        command.Add(_weights);
    }

    /// <summary>What the master goes by; an agent without a link is waited for as long as it could miss pings.</summary>
    public MasterSettings Read(ParseResult parsed, TimeSpan agentReturnTimeout) => new()
    {
        AllocationInterval = parsed.GetValue(_allocationInterval) ?? Defaults.AllocationInterval,
        AgentReturnTimeout = agentReturnTimeout,
        WeightsMilli = parsed.GetValue(_weights) ?? Defaults.WeightsMilli,
    };
}
