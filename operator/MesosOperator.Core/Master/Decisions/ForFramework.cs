using MesosOperator.Core.Frameworks;
using MesosOperator.Core.Tasks;

namespace MesosOperator.Core.Master.Decisions;

/// <summary>How a state is told to a framework: those that are not partition-aware hear LOST for all of its later refinements (semantics 3.8).</summary>
internal static class ForFramework
{
    public static TaskState State(FrameworkInfo framework, TaskState state) => state switch
    {
        TaskState.Dropped or TaskState.Unreachable or TaskState.Gone or TaskState.GoneByOperator or TaskState.Unknown
            when !framework.Can(FrameworkCapabilities.PartitionAware) => TaskState.Lost,
        _ => state,
    };
}
