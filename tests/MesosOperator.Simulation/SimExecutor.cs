using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>An executor of a framework that lives on an agent.</summary>
internal sealed class SimExecutor(LaunchedExecutor launched, FrameworkInfo framework)
{
    public LaunchedExecutor Launched { get; } = launched;

    public FrameworkInfo Framework { get; } = framework;

    /// <summary>Whether it was told to end, and takes no more tasks.</summary>
    public bool IsEnding { get; set; }

    /// <summary>Whether it runs groups: it ends with its last task, and when one of them is killed all are.</summary>
    public bool RunsGroups => Launched.Info.Kind == ExecutorKind.Default;
}
