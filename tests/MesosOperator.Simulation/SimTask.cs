using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Identity;
using MesosOperator.Core.Roles;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Simulation;

/// <summary>A task on an agent, with the reports on it that wait to be acknowledged, the oldest first.</summary>
internal sealed class SimTask(FrameworkId frameworkId, FrameworkInfo framework, TaskInfo info, RoleName role)
{
    public FrameworkId FrameworkId { get; } = frameworkId;

    public FrameworkInfo Framework { get; } = framework;

    public TaskInfo Info { get; } = info;

    public RoleName Role { get; } = role;

    public TaskState State { get; set; } = TaskState.Staging;

    public Queue<TaskStatus> Reports { get; } = new();

    /// <summary>How often the oldest report was sent.</summary>
    public int Attempts { get; set; }

    public bool IsAlive => !State.IsTerminal();
}
