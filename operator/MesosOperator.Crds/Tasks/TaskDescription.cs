using MesosOperator.Crds.Resources;
using MesosOperator.Crds.Schema;
using MesosOperator.Crds.Texts;

namespace MesosOperator.Crds.Tasks;

/// <summary>What to run, and with how much.</summary>
public abstract record TaskDescription
{
    /// <summary>Names the task within its framework, for ever: an id is never used again.</summary>
    [Required, Format<IdFormat>]
    public string Id { get; init; } = "";

    /// <summary>For people; the id where nothing is said.</summary>
    [Bounds(1, 255)]
    public string? Name { get; init; }

    /// <summary>How much of what it may use.</summary>
    [Required, Bounds(1, ResourceAmounts.EntriesMax)]
    public ResourceValues Resources { get; init; } = [];

    /// <summary>The command.</summary>
    [Required]
    public TaskCommand Command { get; init; } = new();

    /// <summary>What it runs in; on the agent's own file system where nothing is said.</summary>
    public TaskContainer? Container { get; init; }

    /// <summary>How to tell whether it is well.</summary>
    public HealthCheck? HealthCheck { get; init; }

    /// <summary>How long it has between the polite signal to end and the hard one.</summary>
    [Bounds(0, 86400)]
    public int? KillGraceSeconds { get; init; }

    /// <summary>Free-form labels, visible in the Mesos API.</summary>
    [Bounds(0, 64)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
